// Average precision: the mean over all relevant documents of the precision at their ranks, 0 for
// those not retrieved (Buckley and Voorhees, 2005). The measures map, map_cut and gm_map of
// trec_eval.
#include "evaluation/metric.hpp"

namespace quire::evaluation {

double average_precision(const JudgedRanking& ranking, double cutoff) {
    if (ranking.relevant() == 0) return 0;
    double sum = 0;
    std::size_t relevant = 0;
    for (std::size_t i = 0; i < depth(ranking, cutoff); ++i) {
        if (ranking.grades[i] <= 0) continue;
        ++relevant;
        sum += static_cast<double>(relevant) / static_cast<double>(i + 1);
    }
    return sum / static_cast<double>(ranking.relevant());
}

}  // namespace quire::evaluation
