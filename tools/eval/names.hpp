// How files are called where there is little room.
#pragma once

#include <string>
#include <vector>

namespace quire::eval {

/// For each path the shortest end of it that tells it from the others, cut at slashes.
std::vector<std::string> shortest_ends(const std::vector<std::string>& paths);

}  // namespace quire::eval
