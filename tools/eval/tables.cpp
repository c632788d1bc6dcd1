#include "eval/tables.hpp"

#include <algorithm>
#include <set>

#include "cli/numbers.hpp"
#include "eval/decimals.hpp"

namespace quire::eval {

Cells metric_cells(const Scores& scores, bool per_topic) {
    Cells cells = {{"metric"}, {"topics"}};
    for (const System& system : scores.systems) cells[0].push_back(system.name);
    for (const Scores::Row& row : scores.rows) cells[1].push_back(std::to_string(row.topics));
    for (std::size_t m = 0; m < scores.metrics.size(); ++m) {
        const evaluation::Metric& metric = scores.metrics[m];
        cells.push_back({metric.name});
        for (const Scores::Row& row : scores.rows) {
            cells.back().push_back(evaluation::to_string(metric, row.values[m].all));
        }
        if (!per_topic) continue;
        std::set<std::string> topics;
        for (const Scores::Row& row : scores.rows) {
            for (const auto& [topic, value] : row.values[m].topics) topics.insert(topic);
        }
        for (const std::string& topic : topics) {
            cells.push_back({"  " + topic});
            for (const Scores::Row& row : scores.rows) {
                const auto value = row.values[m].topics.find(topic);
                cells.back().push_back(value == row.values[m].topics.end()
                                           ? "-"
                                           : evaluation::to_string(metric, value->second));
            }
        }
    }
    return cells;
}

Cells comparison_cells(const Scores& scores, std::size_t system) {
    const Scores::Row& row = scores.rows[system];
    const bool several = scores.rows.size() > 2;
    Cells cells = {{"metric", "difference", "95% interval", "wins", "losses", "ties", "t-test p",
                    "randomization p"}};
    if (several) cells.front().push_back("after Holm");
    for (std::size_t m = 0; m < scores.metrics.size(); ++m) {
        const evaluation::Comparison& one = row.comparisons[m];
        if (one.topics == 0) continue;
        cells.push_back({scores.metrics[m].name, signed_decimal(one.difference),
                         interval(one.low, one.high), std::to_string(one.wins),
                         std::to_string(one.losses),
                         std::to_string(one.topics - one.wins - one.losses), p_value(one.t_test),
                         p_value(one.randomization)});
        if (several) cells.back().push_back(p_value(row.corrected[m]));
    }
    return cells;
}

std::string comparison_title(const Scores& scores, std::size_t system) {
    std::size_t topics = 0;  // The same of each metric that has values by topic.
    for (const evaluation::Comparison& one : scores.rows[system].comparisons) {
        topics = std::max(topics, one.topics);
    }
    return scores.systems[system].name + " against " + scores.systems.front().name + " on " +
           cli::counted(topics, "topic");
}

}  // namespace quire::eval
