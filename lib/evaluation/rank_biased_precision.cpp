// Rank-biased precision: what a reader gains who goes on to the next rank with probability p
// (Moffat and Zobel, 2008): (1 - p) times the sum of p^(rank - 1) over relevant documents. Grades
// are not told apart, and what is not judged counts as not relevant.
#include "evaluation/metric.hpp"

namespace quire::evaluation {

double rank_biased_precision(const JudgedRanking& ranking, double persistence) {
    double sum = 0;
    double weight = 1 - persistence;
    for (const int grade : ranking.grades) {
        if (grade > 0) sum += weight;
        weight *= persistence;
    }
    return sum;
}

}  // namespace quire::evaluation
