// Interpolated precision: the highest precision at any rank where at least the share r of the relevant
// documents has been found, 0 if there is none. What precision-recall curves are drawn from. The
// measure iprec_at_recall of trec_eval, which takes a share of R documents for r R + 0.9 of them,
// rounded down.
#include <algorithm>

#include "evaluation/metric.hpp"

namespace quire::evaluation {

double interpolated_precision(const JudgedRanking& ranking, double share) {
    const auto wanted =
        static_cast<std::size_t>(share * static_cast<double>(ranking.relevant()) + 0.9);
    double highest = 0;
    std::size_t relevant = 0;
    for (std::size_t i = 0; i < ranking.grades.size(); ++i) {
        relevant += ranking.grades[i] > 0;
        if (relevant < wanted) continue;
        highest = std::max(highest, static_cast<double>(relevant) / static_cast<double>(i + 1));
    }
    return highest;
}

}  // namespace quire::evaluation
