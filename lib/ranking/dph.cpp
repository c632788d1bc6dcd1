#include <algorithm>
#include <cmath>
#include <numbers>

#include "ranking/flat.hpp"
#include "ranking/models.hpp"
#include "ranking/okapi.hpp"

namespace quire::ranking {
namespace {

class Formula {
public:
    static constexpr bool falls_with_length = false;

    /// @param rarity average length times documents / occurrences in the collection
    explicit Formula(double rarity) : rarity_(rarity) {
        // The highest of (1 - f)^2 log2(f rarity) over shares f of a text, from above: the one
        // factor is taken at the beginning of each step, the other at its end.
        constexpr int steps = 1000;
        for (int i = 0; i < steps; ++i) {
            const double begin = static_cast<double>(i) / steps;
            const double end = static_cast<double>(i + 1) / steps;
            most_ = std::max(most_, (1 - begin) * (1 - begin) * std::log2(end * rarity_));
        }
    }

    double operator()(double frequency, double length) const {
        // The formula falls when a word makes up much of a text: the most of up to so many
        // occurrences counts. It has one top, which is looked for by halves.
        double low = 1;
        // Near a top beyond that, neighbours differ by less than rounding does.
        constexpr double most_occurrences = 100'000;
        double high = std::min(frequency, most_occurrences);
        while (low < high) {
            const double middle = std::floor((low + high) / 2);
            if (plain(middle, length) < plain(middle + 1, length)) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return std::max(0.0, plain(low, length));
    }

    double bound(double frequency) const {
        // log2(2 pi t) / (t + 1) is highest for t = 1, of whole numbers.
        const double second = 0.25 * std::log2(2 * std::numbers::pi);
        return (frequency / (frequency + 1) * most_ + second) * rounding_margin;
    }

private:
    double plain(double frequency, double length) const {
        const double share = frequency / length;
        if (share >= 1) return 0;
        const double information = frequency * std::log2(share * rarity_) +
                                   0.5 * std::log2(2 * std::numbers::pi * frequency * (1 - share));
        return (1 - share) * (1 - share) / (frequency + 1) * information;
    }

    double rarity_;
    double most_ = 0;
};

/// DPH: Amati, Ambrosi, Bianchi, Gaibisso, Gambosi, "FUB, IASI-CNR and University of Tor Vergata at
/// TREC 2007 blog track". It has no parameters.
///
///     f = tf / len
///     score = (1 - f)^2 / (tf + 1) (tf log2(f avglen N / cf) + log2(2 pi tf (1 - f)) / 2)
///
/// The formula falls when a word makes up about a tenth of a text and more; here the highest value
/// of up to so many occurrences counts, of no more than 100,000, and a score below 0 for 0. All text
/// fields are one text.
class Dph : public Model {
public:
    std::unique_ptr<Scorer> scorer(const CollectionStatistics& collection,
                                   const ConceptStatistics& concept_statistics) const override {
        const FlatStatistics flat(collection, concept_statistics);
        const double rarity = flat.average_length * flat.documents / flat.collection_frequency;
        return std::make_unique<FlatScorer<Formula>>(Formula(std::max(rarity, 1.0)),
                                                     concept_statistics.field);
    }
    std::string to_string() const override { return spec(dph_row.info, {}); }
};

}  // namespace

constinit const ModelRow dph_row = {{"dph", "divergence from randomness without parameters", {}},
                                    [](std::span<const double>) -> std::shared_ptr<const Model> {
                                        return std::make_shared<Dph>();
                                    }};

}  // namespace quire::ranking
