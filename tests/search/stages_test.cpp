// Stages that follow a ranking model, by hand on small indexes.
#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "index/papers.hpp"
#include "quire/error.hpp"
#include "quire/ranking.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;
using test::make_index;
using test::paper;

namespace {

/// Sixty papers of three words. "alpha" is in five, once each, "beta" in the same, twice each.
std::vector<Document> sixty_papers() {
    std::vector<Document> papers;
    for (int i = 0; i < 60; ++i) {
        papers.push_back(i < 5 ? paper(std::to_string(i), "alpha", "beta beta")
                               : paper(std::to_string(i), "noise", "noise noise"));
    }
    return papers;
}

/// The weights of the parts of the query that the first hit holds.
std::vector<double> weights(const Searcher& searcher, const std::string& query,
                            const std::string& model) {
    SearchOptions options;
    options.model = RankingModel::parse(model);
    options.explain = true;
    const SearchResults results = searcher.search(Query::plain(query), options);
    REQUIRE(!results.hits.empty());
    std::vector<double> found;
    double sum = 0;
    for (const ConceptScore& score : results.hits.front().explanation->concepts) {
        found.push_back(score.weight);
        sum += score.contribution;
    }
    CHECK(sum == results.hits.front().explanation->score);
    CHECK(sum == doctest::Approx(results.hits.front().score).epsilon(1e-12));
    return found;
}

}  // namespace

TEST_CASE("a spec may hold stages, and is printed with every parameter") {
    const std::pair<const char*, const char*> cases[] = {
        {"bm25+sdm", "bm25:k1=1.2,b=0.75+sdm:ordered=0.1,unordered=0,window=8"},
        {"bm25+rm3:documents=5",
         "bm25:k1=1.2,b=0.75+rm3:documents=5,terms=20,weight=0.2,trust=0.4"},
        {"bm25+bo1:trust=0+sdm:window=4",
         "bm25:k1=1.2,b=0.75+bo1:documents=10,terms=20,weight=0.2,trust=0+sdm:ordered=0.1,"
         "unordered=0,window=4"},
        {"dirichlet:mu=1e+5+sdm", "dirichlet:mu=1e+05+sdm:ordered=0.1,unordered=0,window=8"},
    };
    for (const auto& one : cases) {
        const auto& spec = one.first;
        const auto& expected = one.second;
        CAPTURE(spec);
        const RankingModel model = RankingModel::parse(spec);
        CHECK(model.to_string() == expected);
        CHECK(RankingModel::parse(model.to_string()).to_string() == expected);
    }
    CHECK(RankingModel::parse("best").to_string() == RankingModel::parse(best_model).to_string());
    CHECK(RankingModel::parse("default").to_string() == RankingModel().to_string());
    for (const ModelInfo& model : models()) {
        for (const ModelInfo& stage : stages()) {
            const RankingModel both =
                RankingModel::parse(std::string(model.name) + "+" + std::string(stage.name));
            CHECK(both.stages().size() == 1);
            CHECK(RankingModel::parse(both.to_string()).to_string() == both.to_string());
        }
    }
}

TEST_CASE("a stage that cannot be read is refused with what there is") {
    const std::pair<const char*, const char*> cases[] = {
        {"bm25+rm4", R"(no stage is called "rm4"; there are: sdm, rm3, bo1, rocchio)"},
        {"bm25+sdm+", R"(no stage is called "sdm+"; there are: sdm, rm3, bo1, rocchio)"},
        {"bm25+bm25", R"(no stage is called "bm25"; there are: sdm, rm3, bo1, rocchio)"},
        {"bm25+sdm:size=1",
         R"("sdm" has no parameter "size"; there are: ordered (0 to 10), unordered (0 to 10), window (2 to 64))"},
        {"bm25+rm3:weight=1", R"(parameter "weight": expected a number from 0 to 0.99, got "1")"},
    };
    for (const auto& one : cases) {
        const auto& spec = one.first;
        const auto& message = one.second;
        CAPTURE(spec);
        CHECK_THROWS_WITH_AS(RankingModel::parse(spec), message, Error);
    }
}

TEST_CASE("feedback adds the words of the best documents, with the weights of its formula") {
    const test::TemporaryDirectory folder;
    make_index(folder / "i", sixty_papers());
    const Searcher searcher(folder / "i");
    // All five documents score the same, so each has a fifth of the share.
    struct Case {
        std::string stage;
        double alpha;
        double beta;
    };
    const double alpha_bo1 = std::log2(13) + std::log2(13.0 / 12);  // P = 5 / 60
    const double beta_bo1 = 2 * std::log2(7) + std::log2(7.0 / 6);  // P = 10 / 60
    const double alpha_rocchio = 1 / 2.5;                           // times ln 13, as is beta
    const double beta_rocchio = 2 / 3.5;
    const double rocchio = alpha_rocchio + beta_rocchio;
    const std::vector<Case> cases = {
        {"rm3:weight=0.5", 1 + 1.0 / 3, 2.0 / 3},
        {"rm3:weight=0.2", 1 + 0.25 / 3, 0.5 / 3},
        {"rm3:weight=0.5,documents=2", 1 + 1.0 / 3, 2.0 / 3},
        {"bo1:weight=0.5", 1 + 0.5 * alpha_bo1 / beta_bo1, 0.5},
        {"rocchio:weight=0.5", 1 + alpha_rocchio / rocchio, beta_rocchio / rocchio},
    };
    for (const Case& c : cases) {
        CAPTURE(c.stage);
        const std::vector<double> found = weights(searcher, "alpha", "bm25+" + c.stage);
        REQUIRE(found.size() == 2);
        CHECK(found[0] == doctest::Approx(c.alpha).epsilon(1e-12));
        CHECK(found[1] == doctest::Approx(c.beta).epsilon(1e-12));
    }
    // Of one word only the one that is worth most.
    const std::vector<double> one = weights(searcher, "alpha", "bm25+rm3:weight=0.5,terms=1");
    REQUIRE(one.size() == 2);
    CHECK(one[0] == 1);
    CHECK(one[1] == doctest::Approx(1));
}

TEST_CASE("in the centroid a document weighs as the reciprocal of its rank") {
    const test::TemporaryDirectory folder;
    std::vector<Document> papers = sixty_papers();
    // The five with "alpha" score the same, and stand as they were indexed.
    papers[0].abstract = papers[1].abstract = "gamma gamma";
    make_index(folder / "i", papers);
    const double alpha = 1 / 2.5 * (1 + 1.0 / 2 + 1.0 / 3 + 1.0 / 4 + 1.0 / 5) * std::log(13);
    const double gamma = 2 / 3.5 * (1 + 1.0 / 2) * std::log(31);
    const double beta = 2 / 3.5 * (1.0 / 3 + 1.0 / 4 + 1.0 / 5) * std::log(21);
    const std::vector<double> found =
        weights(Searcher(folder / "i"), "alpha", "bm25+rocchio:weight=0.5");
    REQUIRE(found.size() == 2);
    CHECK(found[0] == doctest::Approx(1 + alpha / (alpha + beta + gamma)).epsilon(1e-12));
    CHECK(found[1] == doctest::Approx(gamma / (alpha + beta + gamma)).epsilon(1e-12));
}

TEST_CASE("documents are not trusted where one stands out, or where there are fewer than five") {
    const test::TemporaryDirectory folder;
    std::vector<Document> papers = sixty_papers();
    papers[0].abstract = "beta beta delta epsilon zeta";
    papers[5].abstract = "noise delta";
    make_index(folder / "i", papers);
    const Searcher searcher(folder / "i");
    for (const std::string stage : {"rm3", "bo1", "rocchio"}) {
        CAPTURE(stage);
        // The first has four words of the query, the others one.
        const std::string query = "alpha delta epsilon zeta";
        CHECK(weights(searcher, query, "bm25+" + stage).size() == 4);
        CHECK(weights(searcher, query, "bm25+" + stage + ":trust=0").size() == 5);
        CHECK(weights(searcher, "alpha", "bm25+" + stage).size() == 2);
        // Two documents have it.
        CHECK(weights(searcher, "delta", "bm25+" + stage).size() == 1);
    }
}

TEST_CASE(
    "sequential dependence counts neighbours that stand as in the query, or near each other") {
    const test::TemporaryDirectory folder;
    make_index(folder / "i",
               {paper("side", "x", "alpha beta gamma"), paper("turned", "x", "beta alpha gamma"),
                paper("near", "x", "beta one two three alpha"),
                paper("far", "x", "beta one two three four five six alpha")});
    const Searcher searcher(folder / "i");
    SearchOptions options;
    options.explain = true;
    const auto parts = [&](const std::string& model, const std::string& id) {
        options.model = RankingModel::parse(model);
        const SearchResults results = searcher.search(Query::plain("alpha beta"), options);
        for (const Hit& hit : results.hits) {
            if (hit.document.id != id) continue;
            double sum = 0;
            for (const ConceptScore& one : hit.explanation->concepts) sum += one.contribution;
            CHECK(sum == hit.explanation->score);
            CHECK(sum == doctest::Approx(hit.score).epsilon(1e-12));
            return hit.explanation->concepts.size();
        }
        return std::size_t{0};
    };
    const std::string ordered = "bm25+sdm:ordered=0.5";
    CHECK(parts(ordered, "side") == 3);
    CHECK(parts(ordered, "turned") == 2);
    CHECK(parts(ordered, "near") == 2);
    const std::string unordered = "bm25+sdm:ordered=0,unordered=0.5,window=5";
    CHECK(parts(unordered, "side") == 3);
    CHECK(parts(unordered, "turned") == 3);
    CHECK(parts(unordered, "near") == 3);
    CHECK(parts(unordered, "far") == 2);
    CHECK(parts("bm25+sdm:ordered=0", "side") == 2);
    CHECK(weights(searcher, "alpha beta", ordered) == std::vector<double>{1, 1, 0.5});
}

TEST_CASE("with stages the hits are the same with and without pruning, bit for bit") {
    const test::TemporaryDirectory folder;
    std::mt19937 random(7);
    const auto word = [&] {
        // The lower, the more frequent.
        return "w" + std::to_string(std::min({random() % 200, random() % 200, random() % 200})) +
               "x";
    };
    std::vector<Document> papers;
    for (int i = 0; i < 400; ++i) {
        std::string text;
        for (auto n = 5 + random() % 40; n > 0; --n) text += word() + " ";
        papers.push_back(paper(std::to_string(i), word() + " " + word(), text));
    }
    make_index(folder / "i", papers);
    const Searcher searcher(folder / "i");
    for (const std::string model : {"best", "bm25+sdm:unordered=0.3+rm3:trust=0", "pl2+bo1:trust=0",
                                    "dirichlet+rocchio:trust=0"}) {
        for (int i = 0; i < 30; ++i) {
            const std::string query = word() + " " + word() + " " + word();
            CAPTURE(model);
            CAPTURE(query);
            SearchOptions options;
            options.model = RankingModel::parse(model);
            options.limit = 7;
            options.highlights = false;
            const SearchResults pruned = searcher.search(Query::plain(query), options);
            options.pruning = false;
            CHECK(pruned.hits == searcher.search(Query::plain(query), options).hits);
        }
    }
}
