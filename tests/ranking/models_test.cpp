#include "quire/ranking.hpp"

#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "quire/error.hpp"
#include "ranking/okapi.hpp"

using quire::RankingModel;

namespace {

struct Case {
    std::string spec;
    std::string expected;
};

}  // namespace

TEST_CASE("a model is read from its name and parameters") {
    const std::vector<Case> cases = {
        {"bm25f", "bm25f:k1=1.5,b=0.6"},
        {"bm25", "bm25:k1=1.2,b=0.75"},
        {"bm25:k1=0.9,b=0.4", "bm25:k1=0.9,b=0.4"},
        {"bm25:b=0.40,k1=9e-1", "bm25:k1=0.9,b=0.4"},
        {"bm25++sdm", "bm25+:k1=1.2,b=0.75,delta=1+sdm:ordered=0.1,unordered=0,window=8"},
        {"dph+rm3:terms=5+sdm:ordered=1",
         "dph+rm3:documents=10,terms=5,weight=0.2,trust=0.4+sdm:ordered=1,unordered=0,window=8"},
        {"bm25f:b=1", "bm25f:k1=1.5,b=1"},
        {"bm25f:k1=-0", "bm25f:k1=0,b=0.6"},
        {"bm25f:k1=0.1000000000000000055511151231257827", "bm25f:k1=0.1,b=0.6"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.spec);
        CHECK(RankingModel::parse(c.spec).to_string() == c.expected);
        CHECK(RankingModel::parse(c.expected).to_string() == c.expected);
    }
    CHECK(RankingModel().to_string() == "bm25f:k1=1.5,b=0.6");
}

TEST_CASE("a model that cannot be read is refused with what there is") {
    const std::vector<Case> cases = {
        {"",
         R"(no ranking model is called ""; there are: bm25f, bm25, bm25+, tfidf, dirichlet, jelinek-mercer, pl2, dph)"},
        {"BM25",
         R"(no ranking model is called "BM25"; there are: bm25f, bm25, bm25+, tfidf, dirichlet, jelinek-mercer, pl2, dph)"},
        {"tf:k1=1",
         R"(no ranking model is called "tf"; there are: bm25f, bm25, bm25+, tfidf, dirichlet, jelinek-mercer, pl2, dph)"},
        {"bm25:k3=1", R"("bm25" has no parameter "k3"; there are: k1 (0 to 10), b (0 to 1))"},
        {"bm25:k1=11", R"(parameter "k1": expected a number from 0 to 10, got "11")"},
        {"bm25:b=-0.1", R"(parameter "b": expected a number from 0 to 1, got "-0.1")"},
        {"bm25:b=nan", R"(parameter "b": expected a number from 0 to 1, got "nan")"},
        {"bm25:b=", R"(parameter "b": expected a number from 0 to 1, got "")"},
        {"bm25:b=0.5x", R"(parameter "b": expected a number from 0 to 1, got "0.5x")"},
        {"bm25:", R"("bm25": expected PARAMETER=VALUE, got "")"},
        {"bm25:k1", R"("bm25": expected PARAMETER=VALUE, got "k1")"},
        {"bm25:k1=1,", R"("bm25": expected PARAMETER=VALUE, got "")"},
        {"bm25:k1=1:b=0", R"(parameter "k1": expected a number from 0 to 10, got "1:b=0")"},
        {"bm25,k1=1",
         R"(no ranking model is called "bm25,k1=1"; there are: bm25f, bm25, bm25+, tfidf, dirichlet, jelinek-mercer, pl2, dph)"},
        {"bm25+sdn", R"(no stage is called "sdn"; there are: sdm, rm3, bo1, rocchio)"},
        {"bm25+sdm:k1=1",
         R"("sdm" has no parameter "k1"; there are: ordered (0 to 10), unordered (0 to 10), window (2 to 64))"},
        {"dph:k1=1", R"("dph" has no parameter "k1"; there are: none)"},
        {"bm25:b=0,b=1", R"(parameter "b" is given twice)"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.spec);
        CHECK_THROWS_WITH_AS(RankingModel::parse(c.spec), c.expected.c_str(), quire::Error);
    }
}

TEST_CASE("the rarer a concept, the more it weighs; one in every document still weighs") {
    using quire::ranking::inverse_document_frequency;
    CHECK(inverse_document_frequency(10, 2) == doctest::Approx(1.4816045409242156).epsilon(1e-14));
    double last = inverse_document_frequency(1000, 0);
    for (std::uint64_t frequency = 1; frequency <= 1000; ++frequency) {
        const double weight = inverse_document_frequency(1000, frequency);
        CHECK(weight < last);
        last = weight;
    }
    CHECK(last > 0);
    CHECK(inverse_document_frequency(1000, 2000) == last);
    CHECK(inverse_document_frequency(0, 0) > 0);
}

TEST_CASE("saturation is that of x / (k1 + x), also at the ends") {
    using quire::ranking::saturated;
    CHECK(saturated(3, 1) == doctest::Approx(0.75));
    CHECK(saturated(0, 1) == 0);
    CHECK(saturated(0, 0) == 0);
    CHECK(saturated(1e-320, 0) == 1);
    CHECK(saturated(std::numeric_limits<double>::infinity(), 1.2) == 1);
}
