// The share of the first k ranks that hold a judged document. Ranks that the run does not fill count
// as not judged.
#include "evaluation/metric.hpp"

namespace quire::evaluation {

double judged(const JudgedRanking& ranking, double cutoff) {
    std::size_t judged = 0;
    for (std::size_t i = 0; i < depth(ranking, cutoff); ++i) judged += ranking.grades[i] >= 0;
    return static_cast<double>(judged) / cutoff;
}

}  // namespace quire::evaluation
