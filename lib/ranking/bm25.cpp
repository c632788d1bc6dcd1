#include <array>
#include <span>

#include "ranking/flat.hpp"
#include "ranking/models.hpp"
#include "ranking/okapi.hpp"

namespace quire::ranking {
namespace {

/// Those of Lucene.
constexpr std::array<ParameterInfo, 2> parameters = okapi_parameters(1.2, 0.75);

struct Formula {
    static constexpr bool falls_with_length = true;

    double k1;
    double idf;
    LengthNormalization normalization;

    double operator()(double frequency, double length) const {
        return idf * normalization.saturated(frequency, length, k1);
    }
    double bound(double frequency) const { return (*this)(frequency, frequency) * rounding_margin; }
};

/// BM25: Robertson, Walker, "Some simple effective approximations to the 2-Poisson model for
/// probabilistic weighted retrieval", SIGIR 1994, with the idf of Lucene.
///
///     score = idf tf / (tf + k1 (1 - b + b len / avglen))
///
/// All text fields are one text here: their occurrences and lengths are summed and their weights
/// have no influence. Of a concept that is limited to a field, that field is the text. The factor
/// k1 + 1 is left out: it is the same for all, so the order stays.
class Bm25 : public Model {
public:
    explicit Bm25(std::span<const double> values) : k1_(values[0]), b_(values[1]) {}

    std::unique_ptr<Scorer> scorer(const CollectionStatistics& collection,
                                   const ConceptStatistics& concept_statistics) const override {
        const int field = concept_statistics.field;
        const LengthNormalization normalization(b_, in_field(collection.total_lengths, field),
                                                collection.documents);
        const double idf =
            inverse_document_frequency(collection.documents, concept_statistics.document_frequency);
        return std::make_unique<FlatScorer<Formula>>(Formula{k1_, idf, normalization}, field);
    }

    std::string to_string() const override { return spec(bm25_row.info, std::array{k1_, b_}); }

private:
    double k1_;
    double b_;
};

}  // namespace

constinit const ModelRow bm25_row = {
    {"bm25", "BM25 over all text as one field, whatever the weights", parameters},
    [](std::span<const double> values) -> std::shared_ptr<const Model> {
        return std::make_shared<Bm25>(values);
    }};

}  // namespace quire::ranking
