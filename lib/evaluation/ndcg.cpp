// Normalised discounted cumulative gain (Jarvelin and Kekalainen, 2002), as trec_eval has it: the
// gain of a document is its grade, its discount log2(rank + 1); divided by what the best possible
// ranking of the same depth has.
#include <algorithm>
#include <cmath>
#include <span>

#include "evaluation/metric.hpp"

namespace quire::evaluation {
namespace {

double gain(std::span<const int> grades) {
    double sum = 0;
    for (std::size_t i = 0; i < grades.size(); ++i) {
        if (grades[i] > 0) sum += grades[i] / std::log2(static_cast<double>(i + 2));
    }
    return sum;
}

}  // namespace

double ndcg(const JudgedRanking& ranking, double cutoff) {
    const auto wanted = std::min(static_cast<std::size_t>(cutoff), ranking.ideal.size());
    const double best = gain(std::span(ranking.ideal).first(wanted));
    if (best == 0) return 0;
    return gain(std::span(ranking.grades).first(depth(ranking, cutoff))) / best;
}

}  // namespace quire::evaluation
