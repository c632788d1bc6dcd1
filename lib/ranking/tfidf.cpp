#include <array>
#include <cmath>

#include "ranking/flat.hpp"
#include "ranking/models.hpp"
#include "ranking/okapi.hpp"

namespace quire::ranking {
namespace {

struct Formula {
    static constexpr bool falls_with_length = true;

    double idf;
    double slope;
    double average_length;

    double normalization(double length) const {
        return average_length > 0 ? 1 - slope + slope * length / average_length : 1;
    }
    double damped(double frequency) const { return 1 + std::log1p(std::log(frequency)); }
    double operator()(double frequency, double length) const {
        return idf * damped(frequency) / normalization(length);
    }
    /// No text is shorter than a word.
    double bound(double frequency) const {
        return idf * damped(frequency) / normalization(1) * rounding_margin;
    }
};

/// TF-IDF with pivoted normalization of length: Singhal, Buckley, Mitra, "Pivoted document length
/// normalization", SIGIR 1996, in the form of Singhal (2001).
///
///     score = ln((N + 1) / df) (1 + ln(1 + ln tf)) / (1 - s + s len / avglen)
///
/// All text fields are one text here.
class Tfidf : public Model {
public:
    explicit Tfidf(std::span<const double> values) : slope_(values[0]) {}

    std::unique_ptr<Scorer> scorer(const CollectionStatistics& collection,
                                   const ConceptStatistics& concept_statistics) const override {
        const FlatStatistics flat(collection, concept_statistics);
        const double idf = std::log((flat.documents + 1) / flat.document_frequency);
        return std::make_unique<FlatScorer<Formula>>(Formula{idf, slope_, flat.average_length},
                                                     concept_statistics.field);
    }
    std::string to_string() const override { return spec(tfidf_row.info, std::array{slope_}); }

private:
    double slope_;
};

constexpr std::array<ParameterInfo, 1> parameters = {{
    {"s", 0, 1, 0.2, "how much long texts are held against their words; at 0 not at all"},
}};

}  // namespace

constinit const ModelRow tfidf_row = {
    {"tfidf", "TF-IDF with pivoted normalization of length", parameters},
    [](std::span<const double> values) -> std::shared_ptr<const Model> {
        return std::make_shared<Tfidf>(values);
    }};

}  // namespace quire::ranking
