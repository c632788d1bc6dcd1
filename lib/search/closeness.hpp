// Parts that stand close together: sequences and nears.
#pragma once

#include <cstddef>
#include <memory>

#include "search/alignment.hpp"
#include "search/matcher.hpp"

namespace quire::search {

/// The parts in this order.
/// @param gap words that may stand between them, in all
std::unique_ptr<Matcher> match_sequence(Matchers parts, unsigned gap, std::size_t text_field_count);

/// The parts in any order.
/// @param gap words that may stand between neighbours
std::unique_ptr<Matcher> match_near(Matchers parts, unsigned gap, std::size_t text_field_count);

}  // namespace quire::search
