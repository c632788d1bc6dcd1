// Success: 1 if a relevant document stands among the first k, else 0.
#include "evaluation/metric.hpp"

namespace quire::evaluation {

double success(const JudgedRanking& ranking, double cutoff) {
    return relevant_within(ranking, cutoff) > 0 ? 1 : 0;
}

}  // namespace quire::evaluation
