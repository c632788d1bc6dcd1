// Sequential dependence.
#include <algorithm>
#include <array>
#include <utility>

#include "ranking/stage.hpp"
#include "search/draft.hpp"

namespace quire::search {
namespace {

constexpr std::array<ParameterInfo, 3> parameters = {{
    {"ordered", 0, 10, 0.1, "what two words count that stand as in the query, against one word"},
    {"unordered", 0, 10, 0, "what two words count that stand near each other in any order"},
    {"window", 2, 64, 8, "how many words that may span"},
}};

/// More words than that between two of the query are no hint that they belong together.
constexpr std::size_t longest_gap = 3;

/// Each costs about as much as a phrase.
constexpr std::size_t most_pairs = 100;

/// After Metzler and Croft, "A Markov random field model for term dependencies", SIGIR 2005: each
/// two neighbouring words of the query are concepts of their own, as a phrase and within a window.
///
/// The paper ranks by language models; here the model that the stage follows scores all of them.
/// Words that only stop words part are neighbours, and as many words may stand between them in a
/// document. The rarity of a pair is that of its rarer word.
void add_dependence(Draft& draft, std::span<const double> values) {
    const double ordered = values[0];
    const double unordered = values[1];
    const auto window = static_cast<unsigned>(values[2]);
    std::vector<PlannedClause> pairs;
    for (std::size_t i = 1; i < draft.plan.words.size() && i <= most_pairs; ++i) {
        const WordPlace& before = draft.plan.words[i - 1];
        const WordPlace& word = draft.plan.words[i];
        const PlannedClause& a = draft.plan.clauses[before.clause];
        const PlannedClause& b = draft.plan.clauses[word.clause];
        const std::size_t gap = word.position - before.position - 1;
        if (gap > longest_gap || before.clause == word.clause || a.text_field != b.text_field) {
            continue;
        }
        PlannedClause pair;
        pair.added = true;
        pair.text_field = a.text_field;
        pair.field_name = a.field_name;
        pair.span = {a.span.offset, b.span.offset + b.span.length - a.span.offset};
        if (b.span.offset < a.span.offset) pair.span = b.span;  // A word again: it stood before.
        const double weight = std::min(a.weight, b.weight);
        if (ordered > 0) {
            pair.weight = ordered * weight;
            pair.expression = sequence_of({a.expression, b.expression}, static_cast<unsigned>(gap));
            pairs.push_back(pair);
        }
        if (unordered > 0) {
            pair.weight = unordered * weight;
            pair.expression = {};
            pair.expression.kind = Expression::Kind::near;
            pair.expression.parts = {a.expression, b.expression};
            pair.expression.gap = window - 2;
            pairs.push_back(pair);
        }
    }
    for (PlannedClause& pair : pairs) add_weight(draft.plan, std::move(pair));
}

}  // namespace
}  // namespace quire::search

namespace quire::ranking {

constinit const StageRow sdm_row = {
    {"sdm", "neighbouring words of the query count together as well", search::parameters},
    search::add_dependence};

}  // namespace quire::ranking
