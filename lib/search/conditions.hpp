// What documents must hold, and what they must not.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

#include "base/deadline.hpp"
#include "postings/source.hpp"
#include "search/matcher.hpp"

namespace quire::search {

class Conditions {
public:
    /// @param filters the order does not matter
    Conditions(std::vector<std::unique_ptr<Matcher>> filters,
               std::vector<std::unique_ptr<Matcher>> exclusions);

    bool empty() const { return filters_.empty() && exclusions_.empty(); }
    bool has_filters() const { return !filters_.empty(); }
    /// How many documents the rarest of the filters leaves at most.
    std::uint64_t most_documents() const { return filters_.front()->document_frequency; }

    /// The first document >= `target` that may pass all filters.
    postings::DocumentNumber align(postings::DocumentNumber target);

    /// As that of a matcher.
    void rule_out(std::span<const postings::DocumentNumber> documents,
                  std::span<std::uint8_t> may) const {
        for (const auto& filter : filters_) filter->rule_out(documents, may);
    }

    /// Whether a document passes the filters, all of which stand on it, and no exclusion holds it.
    bool passes(postings::DocumentNumber document);

    /// The same of any document >= those asked for before.
    bool hold_for(postings::DocumentNumber document) {
        return align(document) == document && passes(document);
    }

private:
    std::vector<std::unique_ptr<Matcher>> filters_;  ///< The rarest first.
    std::vector<std::unique_ptr<Matcher>> exclusions_;
    Pace pace_;
};

}  // namespace quire::search
