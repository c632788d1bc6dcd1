// Ranking by posting lists that are in blocks: window by window of documents.
#pragma once

#include "search/evaluation.hpp"

namespace quire::search {

/// Adds up what each posting list contributes within a window, so many documents at once, and
/// looks at those alone that can still be among the best. In each window the blocks of the lists
/// say which lists can lift a document there without the others; only these are read in full, and
/// where there are none the window is passed over. (MaxScore: Turtle and Flood, 1995; with bounds
/// of blocks: Ding and Suel, SIGIR 2011; in windows: Grand et al., ECIR 2020.)
///
/// Needs a concept; any of them lets a document be found.
void rank_in_windows(Evaluation& evaluation);

}  // namespace quire::search
