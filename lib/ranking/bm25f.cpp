#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "ranking/models.hpp"
#include "ranking/okapi.hpp"

namespace quire::ranking {
namespace {

struct WeightedField {
    double weight;
    LengthNormalization normalization;
};

class Bm25fScorer : public Scorer {
public:
    Bm25fScorer(double k1, double idf, std::vector<WeightedField> fields)
        : k1_(k1), idf_(idf), fields_(std::move(fields)) {}

    double score(std::span<const std::uint32_t> frequencies,
                 std::span<const std::uint32_t> lengths) const override {
        double x = 0;
        for (std::size_t i = 0; i < fields_.size(); ++i) {
            if (frequencies[i] == 0) continue;
            x +=
                fields_[i].weight * fields_[i].normalization.normalized(frequencies[i], lengths[i]);
        }
        return idf_ * saturated(x, k1_);
    }

    // With u_f(n) for the most that n occurrences in field f can add to x: as u_f increases, x is
    // at most the sum of u_f(highest); as it is also concave, u_f(n) <= n u_f(1), and x is at most
    // highest times the largest u_f(1).
    double bound(std::uint32_t highest_frequency) const override {
        double everywhere = 0;
        double most = 0;
        for (const WeightedField& field : fields_) {
            everywhere += field.weight * field.normalization.highest(highest_frequency);
            most = std::max(most, field.weight * field.normalization.highest(1));
        }
        const double x = std::min(everywhere, most * highest_frequency);
        return idf_ * saturated(x * rounding_margin, k1_) * rounding_margin;
    }

private:
    double k1_;
    double idf_;
    std::vector<WeightedField> fields_;
};

/// BM25F: Robertson, Zaragoza, Taylor, "Simple BM25 extension to multiple weighted fields", CIKM
/// 2004, with a normalization of length in each field.
///
///     x = sum over fields f of w_f tf_f / (1 - b + b len_f / avglen_f)
///     score = idf x / (k1 + x)
///
/// The factor k1 + 1 of the paper is left out: it is the same for all, so the order stays. Of a
/// concept that is limited to a field only that field counts. One b serves all fields.
class Bm25f : public Model {
public:
    explicit Bm25f(std::span<const double> values) : k1_(values[0]), b_(values[1]) {}

    std::unique_ptr<Scorer> scorer(const CollectionStatistics& collection,
                                   const ConceptStatistics& concept_statistics) const override {
        std::vector<WeightedField> fields;
        for (std::size_t i = 0; i < collection.weights.size(); ++i) {
            const bool counts = concept_statistics.field < 0 ||
                                i == static_cast<std::size_t>(concept_statistics.field);
            fields.push_back(
                {counts ? collection.weights[i] : 0,
                 LengthNormalization(b_, static_cast<double>(collection.total_lengths[i]),
                                     collection.documents)});
        }
        const double idf =
            inverse_document_frequency(collection.documents, concept_statistics.document_frequency);
        return std::make_unique<Bm25fScorer>(k1_, idf, std::move(fields));
    }

    std::string to_string() const override { return spec(bm25f_row.info, std::array{k1_, b_}); }

private:
    double k1_;
    double b_;
};

}  // namespace

constinit const ModelRow bm25f_row = {
    {"bm25f", "BM25 over weighted fields, each with its own length", okapi_parameters},
    [](std::span<const double> values) -> std::shared_ptr<const Model> {
        return std::make_shared<Bm25f>(values);
    }};

}  // namespace quire::ranking
