#include <doctest/doctest.h>

#include <cmath>
#include <vector>

#include "quire/evaluation.hpp"

using namespace quire::evaluation;

TEST_CASE("scores as far apart as numbers can be are fused without leaving the numbers") {
    Run wide;
    wide.topics["1"] = {{"a", 1.7e308}, {"b", 0}, {"c", -1.7e308}};
    for (const char* method : {"combsum", "combmnz"}) {
        CAPTURE(method);
        const Run fused = fuse(std::vector<Run>{wide, wide}, method);
        REQUIRE(fused.topics.at("1").size() == 3);
        for (const ScoredDocument& document : fused.topics.at("1")) {
            CHECK(std::isfinite(document.score));
        }
    }
}
