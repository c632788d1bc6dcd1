#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "ranking/models.hpp"
#include "ranking/okapi.hpp"

namespace quire::ranking {
namespace {

/// Chosen by cross-validation on five collections of abstracts; see bench/quality.
constexpr std::array<ParameterInfo, 2> parameters = okapi_parameters(1.5, 0.6);

/// Sums of weighted words stay below it, so that they can be divided by each other.
constexpr double most = 1e300;

template <typename Number>
double weighted(std::span<const double> weights, std::span<const Number> words) {
    double sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        sum += weights[i] * static_cast<double>(words[i]);
    }
    return std::min(sum, most);
}

class Bm25fScorer final : public Scorer {
public:
    Bm25fScorer(double k1, double idf, LengthNormalization normalization,
                std::vector<double> weights)
        : k1_(k1), idf_(idf), normalization_(normalization), weights_(std::move(weights)) {}

    double score(std::span<const std::uint32_t> frequencies,
                 std::span<const std::uint32_t> lengths) const override {
        return of(weighted(weights_, frequencies), weighted(weights_, lengths));
    }

    // All occurrences stand in the field of the highest weight at most, and no text is shorter than
    // they are.
    double bound(std::uint32_t highest_frequency) const override {
        const double weight = *std::max_element(weights_.begin(), weights_.end());
        const double occurrences = std::min(weight * highest_frequency * rounding_margin, most);
        return of(occurrences, occurrences) * rounding_margin;
    }
    bool takes_text_as_one() const override { return false; }
    double bound(std::span<const std::uint32_t> points, std::size_t fields) const override {
        double highest = 0;
        for (std::size_t i = 0; i < points.size(); i += 2 * fields) {
            highest = std::max(
                highest, score(points.subspan(i, fields), points.subspan(i + fields, fields)));
        }
        return highest * rounding_margin;
    }
    void scores(const Batch& batch, std::span<double> out) const override {
        for (std::size_t i = 0; i < batch.documents.size(); ++i) {
            const std::uint32_t* const row =
                batch.length_rows.data() + batch.documents[i] * weights_.size();
            double occurrences = 0;
            double length = 0;
            // As `weighted` adds up: the sums are the same bit for bit.
            for (std::size_t field = 0; field < weights_.size(); ++field) {
                occurrences += weights_[field] *
                               static_cast<double>(batch.frequencies[field * batch.stride + i]);
                length += weights_[field] * static_cast<double>(row[field]);
            }
            out[i] = of(std::min(occurrences, most), std::min(length, most));
        }
    }

private:
    double of(double occurrences, double length) const {
        if (occurrences == 0) return 0;
        return idf_ * normalization_.saturated(occurrences, length, k1_);
    }

    double k1_;
    double idf_;
    LengthNormalization normalization_;
    std::vector<double> weights_;
};

/// BM25F: Robertson, Zaragoza, Taylor, "Simple BM25 extension to multiple weighted fields", CIKM
/// 2004. BM25 of a text in which each word of a field f stands w_f times:
///
///     tf = sum of w_f tf_f,  len = sum of w_f len_f
///     x = tf / (1 - b + b len / avglen)
///     score = idf x / (k1 + x)
///
/// The factor k1 + 1 of the paper is left out: it is the same for all, so the order stays. Of a
/// concept that is limited to a field only that field counts.
class Bm25f : public Model {
public:
    explicit Bm25f(std::span<const double> values) : k1_(values[0]), b_(values[1]) {}

    std::unique_ptr<Scorer> scorer(const CollectionStatistics& collection,
                                   const ConceptStatistics& concept_statistics) const override {
        std::vector<double> weights(collection.weights.begin(), collection.weights.end());
        for (std::size_t i = 0; i < weights.size(); ++i) {
            const bool counts = concept_statistics.field < 0 ||
                                i == static_cast<std::size_t>(concept_statistics.field);
            if (!counts) weights[i] = 0;
        }
        const LengthNormalization normalization(
            b_, weighted<std::uint64_t>(weights, collection.total_lengths), collection.documents);
        const double idf =
            inverse_document_frequency(collection.documents, concept_statistics.document_frequency);
        return std::make_unique<Bm25fScorer>(k1_, idf, normalization, std::move(weights));
    }

    std::string to_string() const override { return spec(bm25f_row.info, std::array{k1_, b_}); }

private:
    double k1_;
    double b_;
};

}  // namespace

constinit const ModelRow bm25f_row = {
    {"bm25f", "BM25 over weighted fields", parameters},
    [](std::span<const double> values) -> std::shared_ptr<const Model> {
        return std::make_shared<Bm25f>(values);
    }};

}  // namespace quire::ranking
