// Models that take all text fields for one text. Of a concept that is limited to a field, that field
// is the text.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <span>
#include <type_traits>
#include <utility>

#include "base/wide_vectors.hpp"
#include "ranking/model.hpp"
#include "ranking/okapi.hpp"

namespace quire::ranking {

/// The number for the one field, or the sum over all for a field below 0.
template <typename Number>
double in_field(std::span<const Number> by_field, int field) {
    if (field >= 0) return static_cast<double>(by_field[static_cast<std::size_t>(field)]);
    return static_cast<double>(std::accumulate(by_field.begin(), by_field.end(), std::uint64_t{0}));
}

/// What a flat model knows of a concept and its collection, in numbers that can be divided by.
struct FlatStatistics {
    double documents = 1;             ///< At least 1.
    double average_length = 0;        ///< Words of a text; 0 where there are none.
    double total_length = 0;          ///< Words of all texts.
    double document_frequency = 1;    ///< 1 to `documents`.
    double collection_frequency = 1;  ///< At least 1.

    FlatStatistics(const CollectionStatistics& collection,
                   const ConceptStatistics& concept_statistics)
        : documents(static_cast<double>(std::max<std::uint64_t>(collection.documents, 1))),
          total_length(in_field(collection.total_lengths, concept_statistics.field)),
          document_frequency(std::clamp(static_cast<double>(concept_statistics.document_frequency),
                                        1.0, documents)),
          collection_frequency(
              std::max(static_cast<double>(concept_statistics.collection_frequency), 1.0)) {
        average_length = total_length / documents;
    }

    /// The share of all words that are the concept's, above 0 and at most 1.
    double share() const {
        return std::min(collection_frequency / std::max(total_length, 1.0), 1.0);
    }
};

/// The bound of a score that is what is left of a subtraction, or 0: such a score can be as near to 0
/// as one likes, where a factor is no margin. What is subtracted here are logarithms of counts, below
/// 1000, and each is off by some 1e-16 of itself.
inline double raised(double score) {
    constexpr double margin = 1e-12;
    return score * rounding_margin + margin;
}

/// Scores with a formula of two numbers.
///
/// Occurrences beyond the length of a text do not count: at one length the score then rises with the
/// occurrences as the formula does, and `bound` need only think of texts that there can be.
/// @tparam Formula `double operator()(double frequency, double length) const` with frequency > 0 and
///         length >= frequency; `double bound(double frequency) const`, for no higher one; and
///         `static constexpr bool falls_with_length`: whether longer texts never score more.
template <typename Formula>
class FlatScorer final : public Scorer {
public:
    FlatScorer(Formula formula, int field) : formula_(std::move(formula)), field_(field) {}

    double score(std::span<const std::uint32_t> frequencies,
                 std::span<const std::uint32_t> lengths) const override {
        const double frequency = in_field(frequencies, field_);
        if (frequency == 0) return 0;
        return of(frequency, std::max(in_field(lengths, field_), 1.0));
    }
    double bound(std::uint32_t highest_frequency) const override {
        return highest_frequency == 0 ? 0 : formula_.bound(highest_frequency);
    }
    bool takes_text_as_one() const override { return field_ < 0; }
    double bound(std::span<const std::uint32_t> points, std::size_t fields) const override {
        double highest = 0;
        for (std::size_t i = field_ < 0 ? 0 : static_cast<std::size_t>(field_); i < points.size();
             i += 2 * fields) {
            highest = std::max(highest, bound_of_point(points[i], points[i + fields]));
        }
        return highest;
    }
    void scores(const Batch& batch, std::span<double> out) const override {
        const std::size_t begin = field_ < 0 ? 0 : static_cast<std::size_t>(field_);
        const std::size_t end = field_ < 0 ? batch.text_fields : begin + 1;
        const auto score = [&](auto fields) { score_fields(batch, begin, fields, out); };
        // Title and abstract: for them the compiler knows the number.
        if (end - begin == 2) {
            score(std::integral_constant<std::size_t, 2>());
        } else {
            score(end - begin);
        }
    }

private:
    /// @param first, fields the text fields that count
    template <typename Fields>
    void score_fields(const Batch& batch, std::size_t first, Fields fields,
                      std::span<double> out) const {
        constexpr std::size_t most = 128;
        std::array<std::int32_t, most> frequencies;
        std::array<std::int32_t, most> lengths;
        const Formula formula = formula_;
        for (std::size_t done = 0; done < batch.documents.size(); done += most) {
            const std::size_t count = std::min(most, batch.documents.size() - done);
            for (std::size_t i = 0; i < count; ++i) {
                const std::uint32_t* const row = batch.length_rows.data() +
                                                 batch.documents[done + i] * batch.text_fields +
                                                 first;
                const std::uint32_t* const column =
                    batch.frequencies + first * batch.stride + done + i;
                std::uint32_t frequency = 0;
                std::uint32_t length = 0;
                for (std::size_t field = 0; field < fields; ++field) {
                    frequency += column[field * batch.stride];
                    length += row[field];
                }
                frequencies[i] = static_cast<std::int32_t>(frequency);
                lengths[i] = static_cast<std::int32_t>(length);
            }
            double* const to = out.data() + done;
            with_wide_vectors([&]() QUIRE_LOOP {
                for (std::size_t i = 0; i < count; ++i) {
                    // Of no sound index is it 0, and of none is it divided by.
                    const double frequency = std::max<double>(frequencies[i], 1);
                    const double length = std::max<double>(lengths[i], 1);
                    to[i] = formula(std::min(frequency, length), length);
                }
            });
        }
    }
    double bound_of_point(std::uint32_t most_frequent, std::uint32_t shortest) const {
        const double frequency = most_frequent;
        const double length = shortest;
        if (frequency == 0) return 0;
        // Of shorter texts than that `bound` knows which can be.
        if (!Formula::falls_with_length || length < frequency) return formula_.bound(frequency);
        return raised(formula_(frequency, length));
    }
    double of(double frequency, double length) const {
        return formula_(std::min(frequency, length), length);
    }

    Formula formula_;
    int field_;
};

}  // namespace quire::ranking
