// The format "text": tables for people.
#include <algorithm>
#include <set>

#include "cli/numbers.hpp"
#include "eval/decimals.hpp"
#include "eval/scores.hpp"

namespace quire::eval {
namespace {

using Cells = std::vector<std::vector<std::string>>;

/// Columns side by side, the first one to the left, others to the right.
std::string table(const Cells& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], row[i].size());
        }
    }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string fill(widths[i] - row[i].size(), ' ');
            line += i == 0 ? row[i] + fill : "  " + fill + row[i];
        }
        text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
    }
    return text;
}

}  // namespace

std::string to_text(const Scores& scores, bool per_topic) {
    Cells values = {{"metric"}};
    for (const System& system : scores.systems) values.front().push_back(system.name);
    values.push_back({"topics"});
    for (const Scores::Row& row : scores.rows) {
        values.back().push_back(std::to_string(row.topics));
    }
    for (std::size_t m = 0; m < scores.metrics.size(); ++m) {
        const evaluation::Metric& metric = scores.metrics[m];
        values.push_back({metric.name});
        for (const Scores::Row& row : scores.rows) {
            values.back().push_back(evaluation::to_string(metric, row.values[m].all));
        }
        if (!per_topic) continue;
        std::set<std::string> topics;
        for (const Scores::Row& row : scores.rows) {
            for (const auto& [topic, value] : row.values[m].topics) topics.insert(topic);
        }
        for (const std::string& topic : topics) {
            values.push_back({"  " + topic});
            for (const Scores::Row& row : scores.rows) {
                const auto value = row.values[m].topics.find(topic);
                values.back().push_back(value == row.values[m].topics.end()
                                            ? "-"
                                            : evaluation::to_string(metric, value->second));
            }
        }
    }
    std::string text = table(values);
    for (std::size_t i = 1; i < scores.rows.size(); ++i) {
        const auto& compared = scores.rows[i].comparisons;
        const auto most = std::ranges::max_element(compared, {}, &evaluation::Comparison::topics);
        if (most->topics == 0) continue;  // No metric has values by topic.
        text += "\n" + scores.systems[i].name + " against " + scores.systems.front().name + " on " +
                cli::counted(most->topics, "topic") + '\n';
        Cells comparisons = {{"metric", "difference", "95% interval", "wins", "losses", "ties",
                              "t-test p", "randomization p"}};
        if (scores.rows.size() > 2) comparisons.front().push_back("after Holm");
        for (std::size_t m = 0; m < scores.metrics.size(); ++m) {
            const evaluation::Comparison& one = compared[m];
            if (one.topics == 0) continue;
            comparisons.push_back({scores.metrics[m].name, signed_decimal(one.difference),
                                   interval(one.low, one.high), std::to_string(one.wins),
                                   std::to_string(one.losses),
                                   std::to_string(one.topics - one.wins - one.losses),
                                   p_value(one.t_test), p_value(one.randomization)});
            if (scores.rows.size() > 2) {
                comparisons.back().push_back(p_value(scores.rows[i].corrected[m]));
            }
        }
        text += table(comparisons);
    }
    return text;
}

}  // namespace quire::eval
