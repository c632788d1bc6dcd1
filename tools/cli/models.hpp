// Ranking models, as the pages of the tools show them.
#pragma once

#include <string_view>
#include <vector>

#include "cli/options.hpp"

namespace quire::cli {

/// How a model is named on a command line.
inline constexpr std::string_view model_syntax =
    "A name, or a name with parameters as in bm25:k1=0.9,b=0.4; the first is what is taken if "
    "nothing is said, and is called `default` as well.";

/// Names of models, for completion.
std::vector<TableRow> model_names();

/// Models, and stages that can follow one, with a row for each parameter.
std::vector<TableRow> model_rows();
std::vector<TableRow> stage_rows();

}  // namespace quire::cli
