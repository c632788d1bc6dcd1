// Recall: the share of the relevant documents that stand among the first k.
#include "evaluation/metric.hpp"

namespace quire::evaluation {

double recall(const JudgedRanking& ranking, double cutoff) {
    if (ranking.relevant() == 0) return 0;
    return static_cast<double>(relevant_within(ranking, cutoff)) /
           static_cast<double>(ranking.relevant());
}

}  // namespace quire::evaluation
