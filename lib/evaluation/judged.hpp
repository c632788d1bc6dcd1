// A ranking with its judgments: what metrics are computed from.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "quire/evaluation.hpp"

namespace quire::evaluation {

/// The ranking of one topic, as metrics see it.
struct JudgedRanking {
    static constexpr int unjudged = -1;

    std::vector<int> grades;      ///< By rank, best first; `unjudged` where there is no judgment.
    std::vector<int> ideal;       ///< All grades of 1 or more of the topic, highest first.
    std::size_t nonrelevant = 0;  ///< Documents of the topic with grade 0.

    std::size_t relevant() const { return ideal.size(); }
};

JudgedRanking judge(const std::vector<ScoredDocument>& documents,
                    const std::map<std::string, int, std::less<>>& grades);

}  // namespace quire::evaluation
