// The fields that have a member of `Document`.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "quire/document.hpp"

namespace quire {

/// Where a document keeps the value of a field.
using Member = std::variant<std::string Document::*, std::vector<std::string> Document::*,
                            std::optional<std::int64_t> Document::*>;

/// The member called `name` (not the id), or null.
const Member* find_member(std::string_view name);

/// The names of the fields that the document has, in members and in `extra`.
std::vector<std::string_view> fields_of(const Document& document);

/// What such a member takes, e.g. "a list of strings".
std::string_view expectation(const Member& member);

}  // namespace quire
