// The centroid of the best documents.
#include <array>
#include <cmath>

#include "ranking/stage.hpp"
#include "search/feedback.hpp"

namespace quire::search {
namespace {

constexpr std::array<ParameterInfo, 4> parameters = {{
    feedback_documents,
    feedback_words,
    {"weight", 0, 0.99, 0.3, "what their words count, of all; the query's own have the rest"},
    feedback_trust,
}};

/// How soon further occurrences stop to count, and how much length does.
constexpr double k1 = 1.5;
constexpr double b = 0.6;

/// Rocchio, "Relevance feedback in information retrieval", in: The SMART retrieval system, 1971, with
/// vectors of BM25's weights, the documents weighing as the reciprocals of their ranks:
///
///     w = sum over the best documents of tf / (tf + k1 (1 - b + b len / avglen)) ln(1 + N / df) / rank
///
/// Nothing is taken off for documents that are not relevant. The words' weights in the query are in
/// proportion to w. Scores differ little among the best: by them, the tenth document would say nearly
/// as much as the first, and drive it from its place where one paper is looked for.
void add_centroid(Draft& draft, std::span<const double> values) {
    const double odds = values[2] / (1 - values[2]);
    add_feedback(
        draft,
        {static_cast<std::size_t>(values[0]), static_cast<std::size_t>(values[1]), values[3]},
        [](const FeedbackWord& word) {
            const double norm = k1 * (1 - b + b * word.length / word.average_length);
            return word.occurrences / (word.occurrences + norm) *
                   std::log1p(word.documents / word.document_frequency) / word.rank;
        },
        [odds](double worth, const WordWeights& all) {
            return odds * all.query * worth / all.sum;
        });
}

}  // namespace
}  // namespace quire::search

namespace quire::ranking {

constinit const StageRow rocchio_row = {
    {"rocchio", "feedback: words that weigh most in the best documents", search::parameters},
    search::add_centroid};

}  // namespace quire::ranking
