// Reads what a person typed; grammar.md says how.
#pragma once

#include <string_view>

#include "query/syntax.hpp"

namespace quire::query {

/// Accepts any bytes. Every byte that is not white space is understood, or lies in a diagnostic.
/// Linear time; the tree is at most `deepest_brackets` brackets deep.
Syntax parse(std::string_view text);

/// Brackets inside more brackets than this are reported and passed over.
inline constexpr int deepest_brackets = 64;

/// Distances of NEAR that can alternate without brackets: each makes the tree deeper.
inline constexpr unsigned most_distances = 8;

}  // namespace quire::query
