#include <doctest/doctest.h>

#include <array>

#include "quire/ranking.hpp"
#include "ranking/model.hpp"

using quire::RankingModel;
using quire::ranking::CollectionStatistics;
using quire::ranking::Scorer;

namespace {

// Ten documents; titles of 5 words on average and abstracts of 100.
const std::array<std::uint64_t, 2> total_lengths = {50, 1000};
const std::array<double, 2> weights = {2, 1};
const CollectionStatistics collection = {10, total_lengths, weights};

// ln(1 + 8.5 / 2.5), for a concept in two of them.
constexpr double idf = 1.4816045409242156;

double score(const char* model, int field, std::array<std::uint32_t, 2> frequencies,
             std::array<std::uint32_t, 2> lengths) {
    return RankingModel::parse(model)
        .model()
        .scorer(collection, {2, 5, field})
        ->score(frequencies, lengths);
}

}  // namespace

TEST_CASE("BM25F takes a text for one in which words of a field stand as often as it weighs") {
    // Occurrences: 2 * 1 + 3; length: 2 * 10 + 50, on average 2 * 5 + 100.
    const double x = 5 / (0.4 + 0.6 * 70 / 110);
    CHECK(score("bm25f", -1, {1, 3}, {10, 50}) ==
          doctest::Approx(idf * x / (1.5 + x)).epsilon(1e-12));
    const double y = 5 / (0.5 + 0.5 * 70 / 110);
    CHECK(score("bm25f:k1=2,b=0.5", -1, {1, 3}, {10, 50}) ==
          doctest::Approx(idf * y / (2 + y)).epsilon(1e-12));
}

TEST_CASE("BM25F counts only the field that a concept is limited to") {
    // 2 / (0.4 + 0.6 * 10 / 5) and 3 / (0.4 + 0.6 * 50 / 100).
    CHECK(score("bm25f", 0, {1, 3}, {10, 50}) ==
          doctest::Approx(idf * 1.25 / (1.5 + 1.25)).epsilon(1e-12));
    CHECK(score("bm25f", 1, {1, 3}, {10, 50}) ==
          doctest::Approx(idf * (3 / 0.7) / (1.5 + 3 / 0.7)).epsilon(1e-12));
    CHECK(score("bm25f", 0, {0, 3}, {10, 50}) == 0);
}

TEST_CASE("BM25F without b does not look at lengths, and without k1 not at occurrences") {
    CHECK(score("bm25f:b=0", -1, {1, 3}, {10, 50}) ==
          doctest::Approx(idf * 5 / 6.5).epsilon(1e-12));
    CHECK(score("bm25f:b=0", -1, {1, 3}, {10, 50}) == score("bm25f:b=0", -1, {1, 3}, {3, 900}));
    CHECK(score("bm25f:k1=0", -1, {1, 0}, {10, 50}) == doctest::Approx(idf).epsilon(1e-12));
    CHECK(score("bm25f:k1=0", -1, {1, 9}, {10, 50}) == doctest::Approx(idf).epsilon(1e-12));
}

TEST_CASE("a title word counts more than one in the abstract, and weights can change that") {
    const std::array<std::uint32_t, 2> lengths = {5, 100};
    const std::array<std::uint32_t, 2> in_title = {1, 0};
    const std::array<std::uint32_t, 2> in_abstract = {0, 1};
    const RankingModel model;
    const auto scorer = model.model().scorer(collection, {2, 5, -1});
    CHECK(scorer->score(in_title, lengths) > scorer->score(in_abstract, lengths));

    const std::array<double, 2> abstract_only = {0, 1};
    const auto other = model.model().scorer({10, total_lengths, abstract_only}, {2, 5, -1});
    CHECK(other->score(in_title, lengths) == 0);
    CHECK(other->score(in_abstract, lengths) == doctest::Approx(idf / 2.5).epsilon(1e-12));
}

TEST_CASE("the bound of BM25F is reached by one occurrence where it counts most") {
    const auto scorer = RankingModel().model().scorer(collection, {2, 5, -1});
    const std::array<std::uint32_t, 2> frequencies = {1, 0};
    const std::array<std::uint32_t, 2> lengths = {1, 0};
    CHECK(scorer->bound(1) == doctest::Approx(scorer->score(frequencies, lengths)).epsilon(1e-10));
}
