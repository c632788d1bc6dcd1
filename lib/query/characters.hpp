// The characters that have a meaning of their own in a query.
#pragma once

#include <cstddef>
#include <string_view>

namespace quire::query {

/// Bytes of the white space character that `text`, valid UTF-8 and not empty, starts with, or 0.
/// Control characters are white space as well.
std::size_t space_length(std::string_view text);

/// Bytes of the quote that `text` starts with, or 0: `"`, one of “ ” „ ‟, or « ».
std::size_t quote_length(std::string_view text);

constexpr bool is_ascii(char c) {
    return static_cast<unsigned char>(c) < 0x80;
}
/// Of ASCII, as the others.
constexpr bool is_lower_case(char c) {
    return c >= 'a' && c <= 'z';
}
constexpr bool is_letter(char c) {
    return is_lower_case(c) || (c >= 'A' && c <= 'Z');
}
/// A letter, a digit or "_".
constexpr bool is_name_character(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}
/// As above, or a byte beyond ASCII.
constexpr bool is_word_character(char c) {
    return is_name_character(c) || !is_ascii(c);
}

}  // namespace quire::query
