// Precision: the share of the first k ranks that hold a relevant document. Ranks that the run does
// not fill count as not relevant. The measure P of trec_eval.
#include "evaluation/metric.hpp"

namespace quire::evaluation {

double precision(const JudgedRanking& ranking, double cutoff) {
    return static_cast<double>(relevant_within(ranking, cutoff)) / cutoff;
}

}  // namespace quire::evaluation
