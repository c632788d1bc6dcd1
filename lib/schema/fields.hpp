// The fields that people name.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

#include "quire/schema.hpp"

namespace quire {

/// The field that is called so in a query: by its name, its singular, or a beginning of two letters
/// or more that no other field has ("ti", "abs"), in capitals or not. Null where there is none, or
/// several.
const Field* find_field(std::string_view name, const Schema& schema);

/// A field whose name, singular or name in other systems differs from `name` by a slip or two; else
/// empty.
std::string_view nearest_field(std::string_view name, const Schema& schema);

/// Changes of one byte that turn `a` into `b`.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// "the fields are id, title, ..."
std::string list_fields(const Schema& schema);

/// The row of a field of the schema.
std::size_t row_of(const Field& field, const Schema& schema);

/// A text field's place among the text fields.
std::size_t text_field_of(const Field& field, const Schema& schema);

}  // namespace quire
