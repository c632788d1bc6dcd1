#include "eval/scores.hpp"

#include <algorithm>
#include <initializer_list>

#include "quire/error.hpp"

namespace quire::eval {
namespace {

/// The values of topics that the other system has as well.
evaluation::Values shared(const evaluation::Values& values, const evaluation::Values& other) {
    evaluation::Values result = values;
    std::erase_if(result.topics,
                  [&](const auto& topic) { return !other.topics.contains(topic.first); });
    return result;
}

/// Topics with judgments that all of the runs have.
std::size_t judged_topics(const evaluation::Qrels& qrels,
                          std::initializer_list<const evaluation::Run*> runs) {
    return static_cast<std::size_t>(std::ranges::count_if(qrels.topics, [&](const auto& topic) {
        return std::ranges::all_of(
            runs, [&](const evaluation::Run* run) { return run->topics.contains(topic.first); });
    }));
}

Error without_topics(const std::string& message) {
    return {ErrorCode::invalid_argument, message,
            "Ids of topics must be the same in topics, runs and judgments. --complete counts "
            "judged topics that a run lacks as 0."};
}

}  // namespace

Scores::Scores(const std::vector<System>& all, const evaluation::Qrels& qrels, const Task& task)
    : systems(all), metrics(task.metrics) {
    for (const System& system : systems) {
        Row row;
        row.topics = task.complete ? qrels.topics.size() : judged_topics(qrels, {&system.run});
        if (row.topics == 0) {
            throw without_topics("no topic of " + system.name +
                                 " is judged: there is nothing to score");
        }
        row.values = evaluation::evaluate(system.run, qrels, metrics, task.complete);
        rows.push_back(std::move(row));
    }
    for (std::size_t i = 1; i < rows.size(); ++i) {
        if (!task.complete && judged_topics(qrels, {&systems[0].run, &systems[i].run}) == 0) {
            throw without_topics(systems[i].name + " and " + systems[0].name +
                                 " have no judged topic in common: there is nothing to compare");
        }
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
