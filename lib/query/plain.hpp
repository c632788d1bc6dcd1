// Texts that are searched for word by word, whatever characters they hold.
#pragma once

#include <string_view>

#include "query/syntax.hpp"

namespace quire::query {

/// All words of the text side by side; what would mean something in a query is white space here.
/// Accepts any bytes. Linear time.
Syntax plain(std::string_view text);

}  // namespace quire::query
