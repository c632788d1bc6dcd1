// Reciprocal rank: 1 / the rank of the first relevant document, 0 where there is none.
#include "evaluation/metric.hpp"

namespace quire::evaluation {

double reciprocal_rank(const JudgedRanking& ranking, double) {
    for (std::size_t i = 0; i < ranking.grades.size(); ++i) {
        if (ranking.grades[i] > 0) return 1 / static_cast<double>(i + 1);
    }
    return 0;
}

}  // namespace quire::evaluation
