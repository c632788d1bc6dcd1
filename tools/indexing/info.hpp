// What an index is.
#pragma once

#include <string>

#include "quire/index.hpp"

namespace quire::indexing {

std::string info_text(const IndexInfo& info);
/// An object on a line.
std::string info_json(const IndexInfo& info);

}  // namespace quire::indexing
