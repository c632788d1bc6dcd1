// Ranking where all documents are in one posting list that is in blocks.
#pragma once

#include "search/evaluation.hpp"

namespace quire::search {

/// The walk whose list leads: the rarest that every document must hold. Null where there is none,
/// or the list is not in blocks, or the filters leave far fewer documents.
Walk* leading(Evaluation& evaluation);

/// Scores the blocks of the leading list as a whole, and looks for the rest of what is asked for
/// only in documents that can be among the best with what the list brings. That it holds a phrase
/// is known last.
void rank_by_lead(Evaluation& evaluation, Walk& lead);

}  // namespace quire::search
