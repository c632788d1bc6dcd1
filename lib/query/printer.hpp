// Writes a query as it would be typed.
#pragma once

#include <string>

#include "query/syntax.hpp"

namespace quire::query {

/// The node in canonical spelling: straight quotes, one hyphen, brackets where they are needed.
/// `parse` reads a node of the same meaning from it.
std::string to_string(const Node& node);

/// The whole query: the parts of its root, separated by spaces.
std::string to_string(const Syntax& syntax);

}  // namespace quire::query
