#include <doctest/doctest.h>

#include <array>

#include "quire/ranking.hpp"
#include "ranking/model.hpp"

using quire::RankingModel;
using quire::ranking::CollectionStatistics;

namespace {

const std::array<std::uint64_t, 2> total_lengths = {50, 1000};
const std::array<double, 2> weights = {2, 1};

// ln(1 + 8.5 / 2.5), for a concept in two documents of ten.
constexpr double idf = 1.4816045409242156;

double score(const char* model, int field, std::array<std::uint32_t, 2> frequencies,
             std::array<std::uint32_t, 2> lengths,
             std::span<const double> field_weights = weights) {
    return RankingModel::parse(model)
        .model()
        .scorer({10, total_lengths, field_weights}, {2, 5, field})
        ->score(frequencies, lengths);
}

}  // namespace

TEST_CASE("BM25 takes all text fields for one") {
    // 4 occurrences in 60 words, where 105 are the average.
    const double expected = idf * 4 / (4 + 1.2 * (0.25 + 0.75 * 60 / 105));
    CHECK(score("bm25", -1, {1, 3}, {10, 50}) == doctest::Approx(expected).epsilon(1e-12));
    CHECK(score("bm25", -1, {1, 3}, {10, 50}) == doctest::Approx(1.2310067456));
    CHECK(score("bm25", -1, {4, 0}, {60, 0}) == score("bm25", -1, {1, 3}, {10, 50}));
    CHECK(score("bm25:k1=0.9,b=0.4", -1, {1, 3}, {10, 50}) ==
          doctest::Approx(idf * 4 / (4 + 0.9 * (0.6 + 0.4 * 60 / 105))).epsilon(1e-12));
}

TEST_CASE("BM25 limited to a field takes that field's occurrences and length") {
    CHECK(score("bm25", 0, {1, 3}, {10, 50}) ==
          doctest::Approx(idf / (1 + 1.2 * 1.75)).epsilon(1e-12));
    CHECK(score("bm25", 1, {1, 3}, {10, 50}) ==
          doctest::Approx(idf * 3 / (3 + 1.2 * 0.625)).epsilon(1e-12));
    CHECK(score("bm25", 0, {0, 3}, {10, 50}) == 0);
}

TEST_CASE("BM25 is not moved by field weights") {
    const std::array<double, 2> none = {0, 0};
    CHECK(score("bm25", -1, {1, 3}, {10, 50}, none) == score("bm25", -1, {1, 3}, {10, 50}));
}

TEST_CASE("the bound of BM25 is reached by a text of nothing but the concept") {
    const auto scorer =
        RankingModel::parse("bm25").model().scorer({10, total_lengths, weights}, {2, 5, -1});
    const std::array<std::uint32_t, 2> seven = {3, 4};
    CHECK(scorer->bound(7) == doctest::Approx(scorer->score(seven, seven)).epsilon(1e-10));
}
