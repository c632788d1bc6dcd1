// Writes clauses as they would be typed.
#pragma once

#include <string>

#include "query/syntax.hpp"

namespace quire::query {

/// The clause in canonical spelling: straight quotes, one hyphen.
std::string to_string(const Clause& clause);

/// All clauses, separated by spaces; `parse` gives the same clauses again.
std::string to_string(const Syntax& syntax);

}  // namespace quire::query
