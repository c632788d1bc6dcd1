// Systems with their scores, and how they are printed: one file a format.
#pragma once

#include <string>
#include <vector>

#include "eval/systems.hpp"
#include "eval/task.hpp"
#include "quire/evaluation.hpp"

namespace quire::eval {

/// Each system's values by metric, and each but the first held against the first.
struct Scores {
    /// @throws Error invalid_argument: a system has no judged topic, or none that the first has.
    Scores(const std::vector<System>& systems, const evaluation::Qrels& qrels, const Task& task);

    struct Row {
        std::size_t topics = 0;                           ///< That are scored.
        std::vector<evaluation::Values> values;           ///< By metric.
        std::vector<evaluation::Comparison> comparisons;  ///< By metric; none for the first system,
                                                          ///< nor for metrics without topics.
        std::vector<double> corrected;  ///< p of the randomisation test after Holm, over systems.
    };

    const std::vector<System>& systems;
    const std::vector<evaluation::Metric>& metrics;
    std::vector<Row> rows;  ///< By system.
};

/// A table of metrics by system, and one of comparisons.
std::string to_text(const Scores& scores, bool per_topic);

/// An object of every number; see the page for its keys.
std::string to_json(const Scores& scores, bool per_topic);

/// As trec_eval prints the last system: with -q, if topics are wanted.
std::string to_trec_eval(const Scores& scores, bool per_topic);

}  // namespace quire::eval
