#include "eval/scores.hpp"

namespace quire::eval {
namespace {

/// The values of topics that the other system has as well.
evaluation::Values shared(const evaluation::Values& values, const evaluation::Values& other) {
    evaluation::Values result = values;
    std::erase_if(result.topics,
                  [&](const auto& topic) { return !other.topics.contains(topic.first); });
    return result;
}

}  // namespace

Scores::Scores(const std::vector<System>& all, const evaluation::Qrels& qrels, const Task& task)
    : systems(all), metrics(task.metrics) {
    for (const System& system : systems) {
        Row row;
        row.values = evaluation::evaluate(system.run, qrels, metrics, task.complete);
        rows.push_back(std::move(row));
    }
    for (std::size_t i = 1; i < rows.size(); ++i) {
        for (std::size_t m = 0; m < metrics.size(); ++m) {
            const auto& first = rows.front().values[m];
            const auto& other = rows[i].values[m];
            rows[i].comparisons.push_back(
                evaluation::compare(shared(first, other), shared(other, first)));
        }
        rows[i].corrected.resize(metrics.size(), 1);
    }
    for (std::size_t m = 0; m < metrics.size(); ++m) {
        std::vector<double> p_values;
        for (std::size_t i = 1; i < rows.size(); ++i) {
            p_values.push_back(rows[i].comparisons[m].randomization);
        }
        const std::vector<double> corrected = evaluation::holm(p_values);
        for (std::size_t i = 1; i < rows.size(); ++i) rows[i].corrected[m] = corrected[i - 1];
    }
}

}  // namespace quire::eval
