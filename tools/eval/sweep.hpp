// Searching for the best parameters, and what they are worth on topics that did not choose them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "eval/task.hpp"
#include "quire/evaluation.hpp"
#include "quire/searcher.hpp"

namespace quire::eval {

/// The specs that a spec with ranges stands for: each `=LOW..HIGH/STEP` becomes each of its values,
/// the last one varying first. HIGH belongs to them, but for rounding.
/// @throws cli::UsageError: a range that is none, more than 10,000 specs.
std::vector<std::string> expand_ranges(std::string_view spec);

/// What a sweep found.
struct Sweep {
    std::string text;
    evaluation::Unmatched topics;  ///< Missing are those that some setting finds nothing for.
};

/// Scores every spec on the topics that count, and finds the best in each of `folds` parts of the
/// topics by what the others say. The same topics count as for a model alone: those that are judged
/// and that something is found for (by every spec), or all that are judged where the task is
/// `complete`. The parts are the same for the same topics.
/// @throws cli::UsageError: a range that is none, a metric without values by topic, fewer topics than
///         folds.
Sweep sweep(const Searcher& searcher, const std::vector<evaluation::Topic>& topics,
            const evaluation::Qrels& qrels, const Task& task);

}  // namespace quire::eval
