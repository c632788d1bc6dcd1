#include "evaluation/judged.hpp"

#include <algorithm>
#include <functional>

namespace quire::evaluation {

std::vector<ScoredDocument> in_trec_order(std::vector<ScoredDocument> documents) {
    std::sort(documents.begin(), documents.end(),
              [](const ScoredDocument& a, const ScoredDocument& b) {
                  const auto left = static_cast<float>(a.score);
                  const auto right = static_cast<float>(b.score);
                  return left != right ? left > right : a.id > b.id;
              });
    return documents;
}

JudgedRanking judge(const std::vector<ScoredDocument>& documents,
                    const std::map<std::string, int, std::less<>>& grades) {
    JudgedRanking ranking;
    for (const ScoredDocument& document : in_trec_order(documents)) {
        const auto found = grades.find(document.id);
        const bool judged = found != grades.end() && found->second >= 0;
        ranking.grades.push_back(judged ? found->second : JudgedRanking::unjudged);
    }
    for (const auto& [id, grade] : grades) {
        if (grade > 0) ranking.ideal.push_back(grade);
        if (grade == 0) ++ranking.nonrelevant;
    }
    std::sort(ranking.ideal.begin(), ranking.ideal.end(), std::greater<>());
    return ranking;
}

}  // namespace quire::evaluation
