// The best documents of a search that is under way.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "search/evaluator.hpp"

namespace quire::search {

/// Bounds are added in another order than scores, so that rounding could put a bound a hair below
/// a score; this is more than rounding can do over thousands of concepts.
inline constexpr double rounding = 1 + 1e-9;

class TopDocuments {
public:
    /// @param after only documents that stand behind it are taken
    TopDocuments(std::size_t limit, const std::optional<RankedDocument>& after)
        : limit_(limit), after_(after) {}

    /// Whether a document that comes after all others and scores at most this can be passed over.
    bool beaten(double score) const { return score <= threshold(); }
    /// The score that must be passed; below all scores while there is room.
    double threshold() const {
        if (!full()) return -1;
        return heap_.empty() ? 0 : heap_.front().score;
    }
    bool full() const { return heap_.size() == limit_; }

    void offer(postings::DocumentNumber document, double score) {
        if (limit_ == 0 || beaten(score)) return;
        if (after_ && !better(*after_, {document, score})) return;
        if (full()) {
            std::pop_heap(heap_.begin(), heap_.end(), better);
            heap_.pop_back();
        }
        heap_.push_back({document, score});
        std::push_heap(heap_.begin(), heap_.end(), better);
    }

    std::vector<RankedDocument> take() {
        std::sort_heap(heap_.begin(), heap_.end(), better);
        return std::move(heap_);
    }

private:
    static bool better(const RankedDocument& a, const RankedDocument& b) {
        return a.score != b.score ? a.score > b.score : a.document < b.document;
    }

    std::size_t limit_;
    std::optional<RankedDocument> after_;
    std::vector<RankedDocument> heap_;  ///< The worst in front.
};

}  // namespace quire::search
