// Reads what a person typed; grammar.md says how.
#pragma once

#include <string_view>

#include "query/syntax.hpp"

namespace quire::query {

/// Accepts any bytes. Every byte that is not white space lies in exactly one clause, or in none and
/// in a diagnostic. Linear time.
Syntax parse(std::string_view text);

}  // namespace quire::query
