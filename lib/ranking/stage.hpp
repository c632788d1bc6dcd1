// What can follow a model: a stage changes the plan of a query, which is then ranked by the model.
#pragma once

#include <span>
#include <vector>

#include "quire/ranking.hpp"

namespace quire::search {
struct Draft;
}

namespace quire::ranking {

/// A row of the array of stages. Each is a file in lib/search, and a line here and in models.cpp.
struct StageRow {
    ModelInfo info;
    /// Takes a value for each parameter, in the order of the row and in its range.
    void (*apply)(search::Draft& draft, std::span<const double> values);
};

extern const StageRow sdm_row;
extern const StageRow rm3_row;
extern const StageRow bo1_row;
extern const StageRow rocchio_row;

/// A stage with its parameters.
struct Stage {
    const StageRow* row;
    std::vector<double> values;
};

}  // namespace quire::ranking
