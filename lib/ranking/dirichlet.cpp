#include <algorithm>
#include <array>
#include <cmath>

#include "ranking/flat.hpp"
#include "ranking/models.hpp"
#include "ranking/okapi.hpp"

namespace quire::ranking {
namespace {

struct Formula {
    static constexpr bool falls_with_length = true;

    double mu;
    double share;  ///< Of all words.

    double operator()(double frequency, double length) const {
        return std::max(0.0, std::log1p(frequency / (mu * share)) - std::log1p(length / mu));
    }
    /// Grows with the frequency in a text of nothing but the concept, as the share is at most 1.
    double bound(double frequency) const { return raised((*this)(frequency, frequency)); }
};

/// Query likelihood with Dirichlet smoothing: Zhai, Lafferty, "A study of smoothing methods for
/// language models applied to ad hoc information retrieval", SIGIR 2001.
///
///     score = ln(1 + tf / (mu p)) + ln(mu / (len + mu)),  p = cf / words of the collection
///
/// The second summand belongs to every word of a query in the paper, also to those that a document
/// does not hold; here only to those it holds, and a sum below 0 counts as 0, as Lucene does. All
/// text fields are one text here.
class Dirichlet : public Model {
public:
    explicit Dirichlet(std::span<const double> values) : mu_(values[0]) {}

    std::unique_ptr<Scorer> scorer(const CollectionStatistics& collection,
                                   const ConceptStatistics& concept_statistics) const override {
        const FlatStatistics flat(collection, concept_statistics);
        return std::make_unique<FlatScorer<Formula>>(Formula{mu_, flat.share()},
                                                     concept_statistics.field);
    }
    std::string to_string() const override { return spec(dirichlet_row.info, std::array{mu_}); }

private:
    double mu_;
};

constexpr std::array<ParameterInfo, 1> parameters = {{
    {"mu", 1, 100000, 1000, "how many words of the collection are mixed into each text"},
}};

}  // namespace

constinit const ModelRow dirichlet_row = {
    {"dirichlet", "query likelihood, smoothed with a fixed number of words of the collection",
     parameters},
    [](std::span<const double> values) -> std::shared_ptr<const Model> {
        return std::make_shared<Dirichlet>(values);
    }};

}  // namespace quire::ranking
