// UTF-8: which bytes are, and those of a character.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quire {

/// Where the first byte that does not belong to a well-formed UTF-8 sequence stands, or npos.
///
/// Well-formed as in table 3-7 of the Unicode standard: no overlong forms, no surrogates, nothing
/// above U+10FFFF. A sequence that is cut short is reported at its first byte. Linear time.
std::size_t find_invalid_utf8(std::string_view text);

/// Adds a code point, which must be none of the surrogates and at most U+10FFFF.
void append_utf8(char32_t code, std::string& text);

}  // namespace quire
