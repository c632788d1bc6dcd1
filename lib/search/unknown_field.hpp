// What stands before a colon and is no field.
#pragma once

#include <vector>

#include "query/syntax.hpp"

namespace quire::search {

/// A node whose field the index does not have, as the words that it seems to be. None where that
/// would keep out papers for the words in brackets.
/// @param excluded whether it, or what it stands in, is excluded
std::vector<query::Node> without_field(const query::Node& node, bool excluded);

}  // namespace quire::search
