// Ranking by posting lists that are in blocks: window by window of documents.
#pragma once

#include <vector>

#include "postings/source.hpp"
#include "search/conditions.hpp"
#include "search/evaluator.hpp"
#include "search/top_documents.hpp"
#include "search/walk.hpp"

namespace quire::search {

/// What all ways of ranking share.
struct Evaluation {
    postings::Source& source;
    std::vector<Walk> walks;  ///< In query order.
    Conditions conditions;
    TopDocuments top;
    bool any_concept;  ///< Whether a document must hold a concept to be found.
    bool pruning;
    bool counting;  ///< Whether each document that is found must be counted.
    Ranking ranking;

    /// Whether a document of no higher score than about this need not be looked at.
    bool hopeless(double bound) const { return pruning && top.beaten(bound * rounding); }
};

/// Adds up what each posting list contributes within a window, so many documents at once, and
/// looks at those alone that can still be among the best. In each window the blocks of the lists
/// say which lists can lift a document there without the others; only these are read in full, and
/// where there are none the window is passed over. (MaxScore: Turtle and Flood, 1995; with bounds
/// of blocks: Ding and Suel, SIGIR 2011; in windows: Grand et al., ECIR 2020.)
///
/// Needs a concept; any of them lets a document be found.
void rank_in_windows(Evaluation& evaluation);

}  // namespace quire::search
