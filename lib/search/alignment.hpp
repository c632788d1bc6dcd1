// The documents in which several parts stand at once.
#pragma once

#include <memory>
#include <vector>

#include "base/deadline.hpp"
#include "search/matcher.hpp"

namespace quire::search {

using Matchers = std::vector<std::unique_ptr<Matcher>>;

/// Goes from the rarest part's documents on.
class Alignment {
public:
    /// The parts must outlive it.
    explicit Alignment(const Matchers& parts);

    Matcher& rarest() const { return *by_rarity_.front(); }
    postings::DocumentNumber document() const { return by_rarity_.front()->document(); }
    void seek(postings::DocumentNumber target) {
        if (document() >= target) return;
        by_rarity_.front()->seek(target);
        align();
    }
    /// As that of a matcher.
    bool reach(postings::DocumentNumber target);

private:
    void align();

    Pace pace_;
    std::vector<Matcher*> by_rarity_;
};

}  // namespace quire::search
