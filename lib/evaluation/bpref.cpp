// Binary preference: how rarely documents judged not relevant stand above relevant ones (Buckley
// and Voorhees, 2004), in the form of trec_eval since version 8: with R relevant and N judged not
// relevant, a relevant document counts 1 - min(n, R) / min(R, N), n those above it.
#include <algorithm>

#include "evaluation/metric.hpp"

namespace quire::evaluation {

double bpref(const JudgedRanking& ranking, double) {
    if (ranking.relevant() == 0) return 0;
    const std::size_t most = std::min(ranking.relevant(), ranking.nonrelevant);
    double sum = 0;
    std::size_t above = 0;
    for (const int grade : ranking.grades) {
        if (grade == 0) {
            ++above;
        } else if (grade > 0) {
            sum += 1;
            if (above > 0) {
                sum -= static_cast<double>(std::min(above, ranking.relevant())) /
                       static_cast<double>(most);
            }
        }
    }
    return sum / static_cast<double>(ranking.relevant());
}

}  // namespace quire::evaluation
