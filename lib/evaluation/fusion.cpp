#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "quire/error.hpp"
#include "quire/evaluation.hpp"

namespace quire::evaluation {
namespace {

/// As Cormack et al. chose it on four collections.
constexpr double rrf_k = 60;

struct Sum {
    double score = 0;
    double runs = 0;  ///< That have the document.
};

}  // namespace

std::span<const FusionInfo> fusions() {
    static constexpr std::array<FusionInfo, 3> rows = {{
        {"rrf", "reciprocal ranks: sum of 1 / (60 + rank); Cormack, Clarke, Büttcher, SIGIR 2009"},
        {"combsum", "sum of the scores, each run's from 0 to 1; Fox and Shaw, TREC-2, 1994"},
        {"combmnz", "as combsum, times the number of runs that have the document"},
    }};
    return rows;
}

Run fuse(std::span<const Run> runs, std::string_view method) {
    const auto known =
        std::ranges::any_of(fusions(), [&](const FusionInfo& row) { return row.name == method; });
    if (!known) {
        std::string names;
        for (const FusionInfo& row : fusions()) {
            (names += names.empty() ? "" : ", ") += row.name;
        }
        throw Error(ErrorCode::invalid_argument,
                    "no fusion is called \"" + std::string(method) + "\"; there are: " + names);
    }
    std::map<std::string, std::map<std::string, Sum>> sums;
    for (const Run& run : runs) {
        for (const auto& [topic, unordered] : run.topics) {
            const std::vector<ScoredDocument> documents = in_trec_order(unordered);
            if (documents.empty()) continue;
            // Halves: the difference of two finite numbers need not be finite.
            const double highest = documents.front().score / 2;
            const double range = highest - documents.back().score / 2;
            double rank = 0;
            for (const ScoredDocument& document : documents) {
                Sum& sum = sums[topic][document.id];
                ++rank;
                ++sum.runs;
                if (method == "rrf") {
                    sum.score += 1 / (rrf_k + rank);
                } else {
                    // Where all are equal, each is as good as the best.
                    sum.score += range > 0 ? 1 - (highest - document.score / 2) / range : 1;
                }
            }
        }
    }
    Run fused;
    for (const auto& [topic, documents] : sums) {
        for (const auto& [id, sum] : documents) {
            fused.topics[topic].push_back(
                {id, method == "combmnz" ? sum.score * sum.runs : sum.score});
        }
    }
    return fused;
}

}  // namespace quire::evaluation
