// Expected reciprocal rank: the mean of 1 / rank at which a reader stops who is content with a
// document of grade g with probability (2^g - 1) / 2^G, G the highest grade of the topic's
// judgments (Chapelle, Metzler, Zhang and Grinspan, 2009). The authors take G from the scale of
// the collection, which a qrels file does not tell.
#include <cmath>

#include "evaluation/metric.hpp"

namespace quire::evaluation {

double err(const JudgedRanking& ranking, double cutoff) {
    if (ranking.relevant() == 0) return 0;
    const int highest = ranking.ideal.front();
    double sum = 0;
    double goes_on = 1;
    for (std::size_t i = 0; i < depth(ranking, cutoff); ++i) {
        if (ranking.grades[i] <= 0) continue;
        // Divided before it is raised: any grade that an int holds can stand in a file.
        const double content =
            std::exp2(static_cast<double>(ranking.grades[i]) - highest) - std::exp2(-highest);
        sum += goes_on * content / static_cast<double>(i + 1);
        goes_on *= 1 - content;
    }
    return sum;
}

}  // namespace quire::evaluation
