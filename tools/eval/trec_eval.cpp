// The format "trec_eval": measure, topic and value, parted by tabs.
#include <set>

#include "eval/scores.hpp"

namespace quire::eval {

std::string to_trec_eval(const Scores& scores, bool per_topic) {
    const Scores::Row& row = scores.rows.back();
    std::string text;
    const auto line = [&](std::size_t metric, const std::string& topic, double value) {
        const evaluation::Metric& one = scores.metrics[metric];
        text += one.trec_name + '\t' + topic + '\t' + evaluation::to_string(one, value) + '\n';
    };
    if (per_topic) {
        std::set<std::string> topics;
        for (const evaluation::Values& values : row.values) {
            for (const auto& [topic, value] : values.topics) topics.insert(topic);
        }
        for (const std::string& topic : topics) {
            // What a run lacks counts with -c, and has no rows.
            if (!scores.systems.back().run.topics.contains(topic)) continue;
            for (std::size_t m = 0; m < scores.metrics.size(); ++m) {
                const auto value = row.values[m].topics.find(topic);
                if (value != row.values[m].topics.end()) line(m, topic, value->second);
            }
        }
    }
    for (std::size_t m = 0; m < scores.metrics.size(); ++m) line(m, "all", row.values[m].all);
    return text;
}

}  // namespace quire::eval
