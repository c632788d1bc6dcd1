// Bose-Einstein statistics.
#include <array>
#include <cmath>

#include "ranking/stage.hpp"
#include "search/feedback.hpp"

namespace quire::search {
namespace {

constexpr std::array<ParameterInfo, 4> parameters = {{
    feedback_documents,
    feedback_words,
    {"weight", 0, 10, 0.2, "what the first of their words counts, against one of the query"},
    feedback_trust,
}};

/// Bo1: Amati, "Probability models for information retrieval based on divergence from randomness",
/// PhD thesis, Glasgow 2003:
///
///     w = tf log2((1 + P) / P) + log2(1 + P),    P = F / N
///
/// with tf the occurrences in the best documents, F those in all N documents. The word of highest w
/// has the weight of the parameter, others in proportion. The second term is added once for each
/// document that has the word, and not once in all.
void add_bose_einstein(Draft& draft, std::span<const double> values) {
    add_feedback(
        draft,
        {static_cast<std::size_t>(values[0]), static_cast<std::size_t>(values[1]), values[3]},
        [](const FeedbackWord& word) {
            const double mean = word.collection_frequency / word.documents;
            return word.occurrences * std::log2((1 + mean) / mean) + std::log2(1 + mean);
        },
        [weight = values[2]](double worth, const WordWeights& all) {
            return weight * worth / all.highest;
        });
}

}  // namespace
}  // namespace quire::search

namespace quire::ranking {

constinit const StageRow bo1_row = {
    {"bo1", "feedback: words that the best documents have more often than chance",
     search::parameters},
    search::add_bose_einstein};

}  // namespace quire::ranking
