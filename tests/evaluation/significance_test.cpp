#include <cmath>
#include <random>
#include <string>
#include <vector>

#include "quire/error.hpp"
#include "quire/evaluation.hpp"
#include "support.hpp"

using namespace quire;
using namespace quire::evaluation;

namespace {

Values values(const std::vector<double>& numbers) {
    Values result;
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        result.topics[std::to_string(100 + i)] = numbers[i];
    }
    return result;
}

}  // namespace

TEST_CASE("two runs are compared topic by topic") {
    const Values first = values({0.1, 0.5, 0.3, 0.9, 0.4, 0.25});
    const Values second = values({0.3, 0.45, 0.6, 0.9, 0.7, 0.5});
    const Comparison comparison = compare(first, second);
    CHECK(comparison.topics == 6);
    CHECK(comparison.wins == 4);
    CHECK(comparison.losses == 1);
    CHECK(comparison.difference == doctest::Approx(1.0 / 6).epsilon(1e-12));
    // The area of Student's density with 5 degrees of freedom beyond 2.6537, by Simpson's rule.
    CHECK(comparison.t_test == doctest::Approx(0.0452235395374917).epsilon(1e-9));
    CHECK(comparison.low == doctest::Approx(0.00522175705310704).epsilon(1e-8));
    CHECK(comparison.high == doctest::Approx(0.32811157628022625).epsilon(1e-8));
    // In 8 of the 64 ways to give the differences signs their sum is as far from 0.
    CHECK(comparison.randomization == 0.125);

    INFO("the other way round");
    const Comparison back = compare(second, first);
    CHECK(back.difference == doctest::Approx(-1.0 / 6).epsilon(1e-12));
    CHECK(back.wins == 1);
    CHECK(back.t_test == doctest::Approx(comparison.t_test).epsilon(1e-12));
    CHECK(back.randomization == comparison.randomization);
    CHECK(back.low == doctest::Approx(-comparison.high).epsilon(1e-12));
}

TEST_CASE("a comparison of too little, or of the same, tells nothing") {
    const Comparison none = compare(values({}), values({}));
    CHECK(none.topics == 0);
    CHECK(none.t_test == 1);
    CHECK(none.randomization == 1);
    const Comparison one = compare(values({0.25}), values({0.5}));
    CHECK(one.difference == 0.25);
    CHECK(one.randomization == 1);
    const Comparison same = compare(values({0.5, 0.25}), values({0.5, 0.25}));
    CHECK(same.t_test == 1);
    CHECK(same.randomization == 1);
    CHECK(same.low == 0);
    CHECK(same.high == 0);
}

TEST_CASE("without variance there is neither a t-test nor an interval, but a randomisation test") {
    struct Case {
        std::vector<double> first;
        std::vector<double> second;
        double difference;
        double randomization;
    };
    const std::vector<Case> cases = {
        {{0.25}, {0.5}, 0.25, 1},
        {{0.5, 0.25}, {0.75, 0.5}, 0.25, 0.5},
        // 0.3 - 0.2 is a little less than 0.4 - 0.3.
        {{0.2, 0.3, 0.7}, {0.3, 0.4, 0.8}, 0.1, 0.25},
        {{30, 40, 50, 60, 70}, {20, 30, 40, 50, 60}, -10, 0.0625},
    };
    for (const Case& c : cases) {
        CAPTURE(c.difference);
        const Comparison comparison = compare(values(c.first), values(c.second));
        CHECK(comparison.difference == doctest::Approx(c.difference));
        CHECK(std::isnan(comparison.t_test));
        CHECK(std::isnan(comparison.low));
        CHECK(std::isnan(comparison.high));
        CHECK(comparison.randomization == c.randomization);
    }
}

TEST_CASE("the randomisation test of many topics is that of its seed, and near the t-test") {
    std::mt19937_64 random(7);
    std::vector<double> first;
    std::vector<double> second;
    for (int i = 0; i < 70; ++i) {
        first.push_back(static_cast<double>(random() % 1000) / 1000);
        second.push_back(first.back() + (static_cast<double>(random() % 1000) - 460) / 1000);
    }
    const Comparison comparison = compare(values(first), values(second));
    CHECK(comparison.randomization == compare(values(first), values(second)).randomization);
    CHECK(comparison.randomization != compare(values(first), values(second), 2).randomization);
    CHECK(std::abs(comparison.randomization - comparison.t_test) < 0.02);
    CHECK(comparison.randomization > 0.01);
    CHECK(comparison.randomization < 0.9);

    INFO("a p is never 0");
    for (double& value : second) value += 10;
    CHECK(compare(values(first), values(second)).randomization ==
          doctest::Approx(1.0 / 100'001).epsilon(1e-12));
}

TEST_CASE("runs with different topics are not compared") {
    const std::string message = "only one of the runs has the topic \"101\"";
    CHECK_THROWS_WITH_AS(compare(values({1, 2}), values({1})), message.c_str(), Error);
    CHECK_THROWS_WITH_AS(compare(values({1}), values({1, 2})), message.c_str(), Error);
}

TEST_CASE("several p values are corrected as Holm does it") {
    // Times 3, 2 and 1 from the lowest on, and none below the one before it.
    const std::vector<double> corrected = holm(std::vector<double>{0.04, 0.01, 0.03});
    REQUIRE(corrected.size() == 3);
    CHECK(corrected[1] == doctest::Approx(0.03));
    CHECK(corrected[2] == doctest::Approx(0.06));
    CHECK(corrected[0] == doctest::Approx(0.06));
    CHECK(holm(std::vector<double>{0.7, 0.6}) == std::vector<double>{1, 1});
    CHECK(holm({}).empty());
}
