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

}  // namespace quire::query
