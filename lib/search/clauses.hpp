// The clauses of a plan while it is made.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "postings/source.hpp"
#include "search/parts.hpp"
#include "search/plan.hpp"
#include "search/reading_cost.hpp"

namespace quire::search {

/// Adds to a plan each clause once, as many as one search looks for.
class Clauses {
public:
    /// Both must outlive it.
    Clauses(Plan& plan, postings::Source& source);

    /// Whether there are clauses enough; says so of the first that is too many.
    bool full(Span span);

    /// The clause as a part of its list; nothing where it costs too much.
    /// @param words whether it is of words, and not a value
    /// @param stop_word whether it says nothing by itself
    std::vector<Part> add(PlannedClause clause, bool words, bool stop_word);

    /// It says something after all: somebody asked for it.
    void keep(std::size_t clause) { stop_word_[clause] = false; }

    /// Stop words go, unless the query says nothing else.
    void drop_stop_words();

private:
    /// Whether to look for it takes too much time after what the query wants already; says so.
    bool too_many_places(const PlannedClause& clause);

    Plan& plan_;
    ReadingCost cost_;
    std::uint64_t places_left_;
    std::vector<bool> stop_word_;  ///< By clause of the plan.
    /// Clauses by what they look like.
    std::map<std::tuple<PlannedClause::Role, std::string, std::string>, std::vector<std::size_t>>
        known_;
    bool said_full_ = false;
    bool said_places_ = false;
};

}  // namespace quire::search
