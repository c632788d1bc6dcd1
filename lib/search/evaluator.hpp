// The one evaluator: the best documents for concepts, filters and exclusions, from any source.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "postings/source.hpp"
#include "ranking/model.hpp"
#include "search/matcher.hpp"

namespace quire::search {

/// A concept with what scores it.
struct ScoredConcept {
    std::unique_ptr<Matcher> matcher;
    std::unique_ptr<ranking::Scorer> scorer;
    double weight = 1;  ///< How often the query says it, times its weight there.
    /// Whether a document must hold it to be found. Only of an exact matcher.
    bool required = false;
};

struct RankedDocument {
    postings::DocumentNumber document;
    double score;
};

/// What to find. A document is found if it holds any concept (where that is asked for, and there is
/// one), all that are required, all filters and no exclusion.
struct Request {
    std::vector<ScoredConcept> concepts;  ///< In query order: contributions are added in it.
    bool any_concept = true;              ///< Without it there must be a filter.
    std::vector<std::unique_ptr<Matcher>> filters;
    std::vector<std::unique_ptr<Matcher>> exclusions;
    std::size_t limit = 10;
    std::optional<RankedDocument> after;  ///< Only what stands behind it; all are counted.
    bool pruning = true;
    bool exact_total = false;
};

struct Ranking {
    std::vector<RankedDocument> documents;  ///< Best first; equal scores by ascending number.
    std::uint64_t total = 0;                ///< Documents found; at least so many if not exact.
    bool total_exact = true;
    bool timed_out =
        false;  ///< Whether documents are missing that time did not suffice to look at.
};

/// Document at a time with dynamic pruning by list-wide bounds (MaxScore: Turtle and Flood, 1995);
/// where posting lists are in blocks also by those of blocks, in windows of documents or along the
/// rarest list that must hold a document.
/// Pruning changes the cost and `total`, never `documents`. Where the deadline passes, those are
/// the best of the documents looked at so far, which have their scores.
Ranking evaluate(postings::Source& source, Request request);

}  // namespace quire::search
