// Relevance models.
#include <array>

#include "ranking/stage.hpp"
#include "search/feedback.hpp"

namespace quire::search {
namespace {

constexpr std::array<ParameterInfo, 4> parameters = {{
    feedback_documents,
    feedback_words,
    {"weight", 0, 0.99, 0.2, "what their words count, of all; the query's own have the rest"},
    feedback_trust,
}};

/// RM3: Abdul-Jaleel et al., "UMass at TREC 2004: novelty and HARD", with the relevance model RM1 of
/// Lavrenko and Croft, "Relevance-based language models", SIGIR 2001:
///
///     P(w|R) = sum over the best documents d of P(d|R) tf(w,d) / len(d)
///
/// P(d|R) is the document's share of the sum of their scores, whatever the model. Words in more than
/// a tenth of all documents, or in one, are left out.
void add_relevance_model(Draft& draft, std::span<const double> values) {
    const double odds = values[2] / (1 - values[2]);
    add_feedback(
        draft,
        {static_cast<std::size_t>(values[0]), static_cast<std::size_t>(values[1]), values[3]},
        [](const FeedbackWord& word) { return word.share * word.occurrences / word.length; },
        [odds](double worth, const WordWeights& all) {
            return odds * all.query * worth / all.sum;
        });
}

}  // namespace
}  // namespace quire::search

namespace quire::ranking {

constinit const StageRow rm3_row = {
    {"rm3", "feedback: words that are frequent in the best documents", search::parameters},
    search::add_relevance_model};

}  // namespace quire::ranking
