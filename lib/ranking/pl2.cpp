#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

#include "ranking/flat.hpp"
#include "ranking/models.hpp"
#include "ranking/okapi.hpp"

namespace quire::ranking {
namespace {

struct Formula {
    static constexpr bool falls_with_length = true;

    double c;
    double average_length;
    double lambda;

    double operator()(double frequency, double length) const {
        // Not log2(1 + x): of a long text x is so small that 1 + x would lose it.
        const double t = frequency * std::log1p(c * average_length / length) * std::numbers::log2e;
        if (t <= 0) return 0;
        const double information = t * std::log2(t / lambda) + (lambda - t) * std::numbers::log2e +
                                   0.5 * std::log2(2 * std::numbers::pi * t);
        return std::max(0.0, information / (t + 1));
    }
    /// In a text of nothing but the concept t is highest, and grows with the frequency.
    double bound(double frequency) const { return raised((*this)(frequency, frequency)); }
};

/// PL2: Amati, van Rijsbergen, "Probabilistic models of information retrieval based on measuring
/// the divergence from randomness", TOIS 2002.
///
///     t = tf log2(1 + c avglen / len),  lambda = cf / N
///     score = (t log2(t / lambda) + (lambda - t) log2 e + log2(2 pi t) / 2) / (t + 1)
///
/// The summand 1 / (12 t) that the paper has from Stirling's formula is left out, as it mostly is.
/// Where lambda is above 0.8 it is taken for 0.8, and a score below 0 for 0: beyond, the formula
/// falls when a word occurs once more. All text fields are one text here.
class Pl2 : public Model {
public:
    explicit Pl2(std::span<const double> values) : c_(values[0]) {}

    std::unique_ptr<Scorer> scorer(const CollectionStatistics& collection,
                                   const ConceptStatistics& concept_statistics) const override {
        constexpr double highest_lambda = 0.8;
        const FlatStatistics flat(collection, concept_statistics);
        const double lambda = std::min(flat.collection_frequency / flat.documents, highest_lambda);
        return std::make_unique<FlatScorer<Formula>>(Formula{c_, flat.average_length, lambda},
                                                     concept_statistics.field);
    }
    std::string to_string() const override { return spec(pl2_row.info, std::array{c_}); }

private:
    double c_;
};

constexpr std::array<ParameterInfo, 1> parameters = {{
    {"c", 0.01, 100, 1, "how little long texts are held against their words"},
}};

}  // namespace

constinit const ModelRow pl2_row = {
    {"pl2", "divergence from randomness: Poisson, Laplace, second normalization", parameters},
    [](std::span<const double> values) -> std::shared_ptr<const Model> {
        return std::make_shared<Pl2>(values);
    }};

}  // namespace quire::ranking
