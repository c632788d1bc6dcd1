// Scores as a page of HTML that needs nothing but itself.
#pragma once

#include <string>

#include "eval/scores.hpp"
#include "quire/evaluation.hpp"

namespace quire::eval {

/// Tables of metrics and comparisons, and plots as SVG: metrics by system, differences by topic of
/// the first metric, and precision at eleven levels of recall. No script, no request, readable in
/// print and in the dark.
/// @param complete as of `evaluation::evaluate`
std::string to_html(const Scores& scores, const evaluation::Qrels& qrels, bool complete);

}  // namespace quire::eval
