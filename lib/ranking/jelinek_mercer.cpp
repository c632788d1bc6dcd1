#include <array>
#include <cmath>

#include "ranking/flat.hpp"
#include "ranking/models.hpp"
#include "ranking/okapi.hpp"

namespace quire::ranking {
namespace {

struct Formula {
    static constexpr bool falls_with_length = true;

    double lambda;
    double share;  ///< Of all words.

    double operator()(double frequency, double length) const {
        return std::log1p((1 - lambda) * frequency / length / (lambda * share));
    }
    double bound(double frequency) const { return (*this)(frequency, frequency) * rounding_margin; }
};

/// Query likelihood with Jelinek-Mercer smoothing: Zhai, Lafferty, "A study of smoothing methods
/// for language models applied to ad hoc information retrieval", SIGIR 2001.
///
///     score = ln(1 + (1 - lambda) tf / len / (lambda p)),  p = cf / words of the collection
///
/// All text fields are one text here.
class JelinekMercer : public Model {
public:
    explicit JelinekMercer(std::span<const double> values) : lambda_(values[0]) {}

    std::unique_ptr<Scorer> scorer(const CollectionStatistics& collection,
                                   const ConceptStatistics& concept_statistics) const override {
        const FlatStatistics flat(collection, concept_statistics);
        return std::make_unique<FlatScorer<Formula>>(Formula{lambda_, flat.share()},
                                                     concept_statistics.field);
    }
    std::string to_string() const override {
        return spec(jelinek_mercer_row.info, std::array{lambda_});
    }

private:
    double lambda_;
};

constexpr std::array<ParameterInfo, 1> parameters = {{
    {"lambda", 0.01, 1, 0.5, "the part of the collection in each text's language; 1 is all"},
}};

}  // namespace

constinit const ModelRow jelinek_mercer_row = {
    {"jelinek-mercer", "query likelihood, smoothed with a fixed part of the collection",
     parameters},
    [](std::span<const double> values) -> std::shared_ptr<const Model> {
        return std::make_shared<JelinekMercer>(values);
    }};

}  // namespace quire::ranking
