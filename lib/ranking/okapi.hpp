// What BM25 and BM25F have in common.
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

#include "quire/ranking.hpp"

namespace quire::ranking {

/// With these defaults.
constexpr std::array<ParameterInfo, 2> okapi_parameters(double k1, double b) {
    return {{
        {"k1", 0, 10, k1, "how slowly further occurrences stop to count; at 0 they do not count"},
        {"b", 0, 1, b, "how much long texts are held against their words; at 0 not at all"},
    }};
}

/// The weight of a concept by its rarity: ln(1 + (N - df + 0.5) / (df + 0.5)), which unlike the
/// original of Robertson and Sparck Jones is > 0 also for concepts in most documents.
inline double inverse_document_frequency(std::uint64_t documents,
                                         std::uint64_t document_frequency) {
    const auto n = static_cast<double>(documents);
    const double df = std::min(static_cast<double>(document_frequency), n);
    return std::log1p((n - df + 0.5) / (df + 0.5));
}

/// Occurrences in a text, divided by 1 - b + b * length / average length.
class LengthNormalization {
public:
    /// For a field without any words, occurrences count as they are.
    LengthNormalization(double b, double total_length, std::uint64_t documents) {
        if (total_length == 0 || documents == 0) return;
        base_ = 1 - b;
        slope_ = b * static_cast<double>(documents) / total_length;
    }

    /// @param frequency > 0. A length below it is taken for it: a text is at least as long as its
    ///        occurrences are many, so `highest` bounds whatever lengths come.
    double normalized(double frequency, double length) const {
        return frequency / (base_ + slope_ * std::max(frequency, length));
    }

    /// The highest value for so many occurrences: concave, increasing, and 0 for none.
    double highest(double frequency) const {
        return frequency > 0 ? normalized(frequency, frequency) : 0;
    }

    /// x / (k1 + x) for the normalized x, with one division less. No step can make it fall where
    /// the frequency rises, not even by rounding.
    double saturated(double frequency, double length, double k1) const {
        if (k1 == 0) return 1;
        return 1 / (1 + k1 * (base_ + slope_ * std::max(frequency, length)) / frequency);
    }

private:
    double base_ = 1;
    double slope_ = 0;
};

/// x / (k1 + x) for x >= 0, also where x is infinite or k1 and x are both 0.
inline double saturated(double x, double k1) {
    return x > 0 ? 1 / (1 + k1 / x) : 0;
}

/// What bounds are raised by, so that the rounding of a score cannot lift it above its bound.
inline constexpr double rounding_margin = 1 + 1e-12;

}  // namespace quire::ranking
