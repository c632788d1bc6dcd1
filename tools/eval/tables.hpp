// The tables of scores, whatever they are printed as.
#pragma once

#include <string>
#include <vector>

#include "eval/scores.hpp"

namespace quire::eval {

/// Cells by row; the first row and the first column are headings.
using Cells = std::vector<std::vector<std::string>>;

/// Topics and values of metrics by system, and if wanted the values of each topic below its metric.
Cells metric_cells(const Scores& scores, bool per_topic);

/// A system held against the first, by metric; no row but the heading where no metric has values by
/// topic. With several comparisons the last column is corrected for them.
Cells comparison_cells(const Scores& scores, std::size_t system);

/// "bm25 against bm25f on 25 topics"
std::string comparison_title(const Scores& scores, std::size_t system);

}  // namespace quire::eval
