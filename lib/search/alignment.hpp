// The documents in which several parts stand at once.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
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
        if (aligned_ && document() >= target) return;
        by_rarity_.front()->seek(target);
        align();
    }
    /// As those of a matcher.
    void rule_out(std::span<const postings::DocumentNumber> documents,
                  std::span<std::uint8_t> may) const {
        for (const Matcher* part : by_rarity_) part->rule_out(documents, may);
    }
    bool reach(postings::DocumentNumber target);

private:
    void align();

    Pace pace_;
    std::vector<Matcher*> by_rarity_;
    bool aligned_ =
        false;  ///< Whether all stand on the document: not where one was reached in vain.
};

}  // namespace quire::search
