#include <array>
#include <cmath>

#include "ranking/flat.hpp"
#include "ranking/models.hpp"
#include "ranking/okapi.hpp"

namespace quire::ranking {
namespace {

struct Formula {
    static constexpr bool falls_with_length = true;

    double k1;
    double delta;
    double idf;
    LengthNormalization normalization;

    double of(double x) const { return idf * (delta + (k1 + 1) * saturated(x, k1)); }
    double operator()(double frequency, double length) const {
        return of(normalization.normalized(frequency, length));
    }
    double bound(double frequency) const {
        return of(normalization.highest(frequency) * rounding_margin) * rounding_margin;
    }
};

/// BM25+: Lv, Zhai, "Lower-bounding term frequency normalization", CIKM 2011.
///
///     score = ln((N + 1) / df) (delta + (k1 + 1) tf / (tf + k1 (1 - b + b len / avglen)))
///
/// All text fields are one text here.
class Bm25Plus : public Model {
public:
    explicit Bm25Plus(std::span<const double> values)
        : k1_(values[0]), b_(values[1]), delta_(values[2]) {}

    std::unique_ptr<Scorer> scorer(const CollectionStatistics& collection,
                                   const ConceptStatistics& concept_statistics) const override {
        const FlatStatistics flat(collection, concept_statistics);
        const double idf = std::log((flat.documents + 1) / flat.document_frequency);
        const LengthNormalization normalization(b_, flat.total_length, collection.documents);
        return std::make_unique<FlatScorer<Formula>>(Formula{k1_, delta_, idf, normalization},
                                                     concept_statistics.field);
    }
    std::string to_string() const override {
        return spec(bm25_plus_row.info, std::array{k1_, b_, delta_});
    }

private:
    double k1_;
    double b_;
    double delta_;
};

constexpr std::array<ParameterInfo, 3> parameters = {{
    okapi_parameters(1.2, 0.75)[0],
    okapi_parameters(1.2, 0.75)[1],
    {"delta", 0, 10, 1, "what a word counts for being there at all, however long the text"},
}};

}  // namespace

constinit const ModelRow bm25_plus_row = {
    {"bm25+", "BM25 with a least value for each word, so that long texts do not lose by it",
     parameters},
    [](std::span<const double> values) -> std::shared_ptr<const Model> {
        return std::make_shared<Bm25Plus>(values);
    }};

}  // namespace quire::ranking
