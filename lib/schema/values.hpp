// The values of fields: checked when they come in, and spelled in one way for filters.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "quire/document.hpp"
#include "quire/schema.hpp"

namespace quire {

/// `value` as what `field` holds: a string for text, keyword and date, a list for keywords with
/// `many`, a number for the others. Nothing if it is an empty string or list; empty members of a
/// list are left out.
///
/// Some other types are understood: a number in a string ("2020"), an integer for a real, a real
/// without a fraction for an integer, a string for a list, a list of one for a string, a number for
/// the year of a date. A date with a time is cut to the day.
/// @param document_id names the document in errors
/// @throws Error invalid_argument, e.g. `document "x": field "year": expected an integer, got
/// "two"`.
std::optional<Value> checked(const Field& field, const Value& value, std::string_view document_id);

/// The longest id, in bytes.
inline constexpr std::size_t longest_id = 200;

/// The document with every value as its field holds it (see `checked`).
/// @throws Error invalid_argument: as `checked`; a field that the schema has not; an id that is
///         empty or longer than `longest_id`, is not UTF-8 or holds control characters.
Document conforming(const Document& document, const Schema& schema);

/// The one spelling of an integer, real or date under which a filter finds it: "020" is "20",
/// "2.50" is "2.5", and the dates "2024", "2024-05" and "2024-05-17" are "2024", "202405" and
/// "20240517". Nothing if `text` is no such value, or `kind` is another one.
std::optional<std::string> canonical(FieldKind kind, std::string_view text);

/// Whether the value is as good as none: an empty string, or a list of nothing else.
bool is_empty(const Value& value);

/// A value as errors show it: `"text"`, shortened if it is long, `a list of 3`, `12`.
std::string describe(const Value& value);

}  // namespace quire
