#include <array>
#include <numeric>
#include <span>

#include "ranking/models.hpp"
#include "ranking/okapi.hpp"

namespace quire::ranking {
namespace {

/// The number for the one field, or the sum over all for a field below 0.
template <typename Number>
double in_field(std::span<const Number> by_field, int field) {
    if (field >= 0) return static_cast<double>(by_field[static_cast<std::size_t>(field)]);
    return static_cast<double>(std::accumulate(by_field.begin(), by_field.end(), std::uint64_t{0}));
}

class Bm25Scorer : public Scorer {
public:
    Bm25Scorer(double k1, double idf, LengthNormalization normalization, int field)
        : k1_(k1), idf_(idf), normalization_(normalization), field_(field) {}

    double score(std::span<const std::uint32_t> frequencies,
                 std::span<const std::uint32_t> lengths) const override {
        const double frequency = in_field(frequencies, field_);
        if (frequency == 0) return 0;
        return idf_ *
               saturated(normalization_.normalized(frequency, in_field(lengths, field_)), k1_);
    }

    double bound(std::uint32_t highest_frequency) const override {
        const double x = normalization_.highest(highest_frequency);
        return idf_ * saturated(x * rounding_margin, k1_) * rounding_margin;
    }

private:
    double k1_;
    double idf_;
    LengthNormalization normalization_;
    int field_;
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
        return std::make_unique<Bm25Scorer>(k1_, idf, normalization, field);
    }

    std::string to_string() const override { return spec(bm25_row.info, std::array{k1_, b_}); }

private:
    double k1_;
    double b_;
};

}  // namespace

constinit const ModelRow bm25_row = {
    {"bm25", "BM25 over all text as one field, whatever the weights", okapi_parameters},
    [](std::span<const double> values) -> std::shared_ptr<const Model> {
        return std::make_shared<Bm25>(values);
    }};

}  // namespace quire::ranking
