// An evaluation under way: what all ways of ranking share.
#pragma once

#include <vector>

#include "postings/source.hpp"
#include "search/conditions.hpp"
#include "search/evaluator.hpp"
#include "search/top_documents.hpp"
#include "search/walk.hpp"

namespace quire::search {

struct Evaluation {
    postings::Source& source;
    std::vector<Walk> walks;  ///< In query order.
    Conditions conditions;
    TopDocuments top;
    bool any_concept;  ///< Whether a document must hold a concept to be found.
    bool pruning;
    bool counting;  ///< Whether each document that is found must be counted.
    Ranking ranking;

    /// Those that stand on the document under consideration and were looked at.
    std::vector<Walk*> touched;

    /// Whether a document of no higher score than about this need not be looked at.
    bool hopeless(double bound) const { return pruning && top.beaten(bound * rounding); }

    /// Whether what cannot be among the best may be passed over without being counted.
    bool can_skip() const { return pruning && !counting && top.full(); }

    /// The score that a document must pass to be worth being looked at; one that all pass if each is.
    double threshold() const { return can_skip() ? top.threshold() : -1; }

    /// Looks at what a walk brings to the document, on which it stands: that, or a bound of it.
    double touch(Walk& walk) {
        touched.push_back(&walk);
        return walk.look();
    }

    /// Makes certain what the touched walks bring, and puts them in query order.
    /// @param known a bound of the document's score
    /// @return false as soon as it cannot be among the best
    bool settle(double known);

    /// Counts the document, whose touched walks are settled, and offers it with its score.
    /// @param found whether it is found, whatever the touched walks say
    void offer(postings::DocumentNumber document, bool found);

    /// Counts the document, which cannot be among the best, as far as it is known to be found.
    /// @param found whether it is, whatever the touched walks say
    void pass_over(bool found);
};

}  // namespace quire::search
