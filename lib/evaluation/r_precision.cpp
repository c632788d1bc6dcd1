// R-precision: the precision after as many ranks as the topic has relevant documents.
#include "evaluation/metric.hpp"

namespace quire::evaluation {

double r_precision(const JudgedRanking& ranking, double) {
    if (ranking.relevant() == 0) return 0;
    return precision(ranking, static_cast<double>(ranking.relevant()));
}

}  // namespace quire::evaluation
