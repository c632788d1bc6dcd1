// What a metric is: a number from a judged ranking. One file a metric, one array of them.
#pragma once

#include <cstddef>

#include "evaluation/judged.hpp"

namespace quire::evaluation {

/// @param parameter the cutoff of metrics that have one, or the parameter that their file names
using Compute = double (*)(const JudgedRanking& ranking, double parameter);

/// The first `cutoff` ranks, or as many as there are.
inline std::size_t depth(const JudgedRanking& ranking, double cutoff) {
    const auto wanted = static_cast<std::size_t>(cutoff);
    return wanted < ranking.grades.size() ? wanted : ranking.grades.size();
}

/// Relevant documents among the first `cutoff`.
inline std::size_t relevant_within(const JudgedRanking& ranking, double cutoff) {
    std::size_t relevant = 0;
    for (std::size_t i = 0; i < depth(ranking, cutoff); ++i) relevant += ranking.grades[i] > 0;
    return relevant;
}

double average_precision(const JudgedRanking& ranking, double cutoff);
double bpref(const JudgedRanking& ranking, double);
double err(const JudgedRanking& ranking, double cutoff);
double interpolated_precision(const JudgedRanking& ranking, double share);
double judged(const JudgedRanking& ranking, double cutoff);
double ndcg(const JudgedRanking& ranking, double cutoff);
double precision(const JudgedRanking& ranking, double cutoff);
double r_precision(const JudgedRanking& ranking, double);
double rank_biased_precision(const JudgedRanking& ranking, double persistence);
double recall(const JudgedRanking& ranking, double cutoff);
double reciprocal_rank(const JudgedRanking& ranking, double);
double success(const JudgedRanking& ranking, double cutoff);

}  // namespace quire::evaluation
