#include "search/clauses.hpp"

#include <algorithm>
#include <utility>

namespace quire::search {
namespace {

using Role = PlannedClause::Role;

/// Titles and even abstracts that are pasted stay far below.
constexpr std::size_t most_clauses = 1000;

/// Of places in documents, as `ReadingCost` counts them: about a second. And so many for each
/// document of the index, so that a few phrases of the commonest words can be looked for in any.
constexpr std::uint64_t most_places = 300'000;
constexpr std::uint64_t most_places_of_document = 6;

}  // namespace

Clauses::Clauses(Plan& plan, postings::Source& source)
    : plan_(plan),
      cost_(source),
      places_left_(most_places + most_places_of_document * source.document_count()) {}

bool Clauses::full(Span span) {
    if (plan_.clauses.size() < most_clauses) return false;
    if (!std::exchange(said_full_, true)) {
        plan_.diagnostics.push_back({span.offset,
                                     span.length,
                                     "only the first " + std::to_string(most_clauses) +
                                         " different words, phrases and filters are searched for",
                                     {}});
    }
    return true;
}

bool Clauses::too_many_places(const PlannedClause& clause) {
    const std::uint64_t cost = cost_.of(clause.expression);
    if (cost <= places_left_) {
        places_left_ -= cost;
        return false;
    }
    if (!std::exchange(said_places_, true)) {
        plan_.diagnostics.push_back(
            {clause.span.offset, clause.span.length,
             "there are too many phrases and exact forms of common words; this one and others "
             "that are as common are left out",
             "ask for fewer, or for rarer words"});
    }
    return true;
}

std::vector<Part> Clauses::add(PlannedClause clause, bool words, bool stop_word) {
    Part part;
    part.condition = clause.expression;
    part.words = words;
    part.stop_word = stop_word;
    part.span = clause.span;
    // What looks the same need not be: long groups are shown in part.
    std::vector<std::size_t>& alike =
        known_[{clause.role, clause.field_name, to_string(clause.expression)}];
    const auto same = std::find_if(alike.begin(), alike.end(), [&](std::size_t i) {
        return plan_.clauses[i].expression == clause.expression;
    });
    if (same == alike.end()) {
        if (too_many_places(clause)) return {};
        part.clause = plan_.clauses.size();
        alike.push_back(plan_.clauses.size());
        plan_.clauses.push_back(std::move(clause));
        stop_word_.push_back(stop_word);
    } else {
        part.clause = *same;
        plan_.clauses[*same].weight += clause.weight;
        stop_word_[*same] = stop_word_[*same] && stop_word;
    }
    std::vector<Part> parts;
    parts.push_back(std::move(part));
    return parts;
}

void Clauses::drop_stop_words() {
    const auto role = [&](std::size_t i) { return plan_.clauses[i].role; };
    bool content = false;
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
        content = content || (role(i) == Role::scored && !stop_word_[i]);
    }
    if (!content) return;
    std::vector<std::size_t> place(plan_.clauses.size());
    std::vector<PlannedClause> kept;
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
        place[i] = kept.size();
        if (!stop_word_[i]) kept.push_back(std::move(plan_.clauses[i]));
    }
    plan_.clauses = std::move(kept);
    std::erase_if(plan_.words, [&](const WordPlace& word) { return stop_word_[word.clause]; });
    for (WordPlace& word : plan_.words) word.clause = place[word.clause];
    for (Compound& compound : plan_.compounds) compound.clause = place[compound.clause];
    for (auto* conditions : {&plan_.filters, &plan_.exclusions}) {
        for (Condition& condition : *conditions) {
            if (condition.clause) condition.clause = place[*condition.clause];
        }
    }
}

}  // namespace quire::search
