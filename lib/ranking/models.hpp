// The array of models, for those who add one: a file that defines its row, and a line here and in
// models.cpp.
#pragma once

#include <memory>
#include <span>
#include <string>

#include "quire/ranking.hpp"
#include "ranking/model.hpp"

namespace quire::ranking {

struct ModelRow {
    ModelInfo info;
    /// Makes the model from a value for each parameter, in the order of the row and in its range.
    std::shared_ptr<const Model> (*make)(std::span<const double> values);
};

extern const ModelRow bm25f_row;
extern const ModelRow bm25_row;
extern const ModelRow bm25_plus_row;
extern const ModelRow tfidf_row;
extern const ModelRow dirichlet_row;
extern const ModelRow jelinek_mercer_row;
extern const ModelRow pl2_row;
extern const ModelRow dph_row;

/// The spec of the model with these values for its parameters: "bm25:k1=0.9,b=0.4".
std::string spec(const ModelInfo& info, std::span<const double> values);

}  // namespace quire::ranking
