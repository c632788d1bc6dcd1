#include "cli/models.hpp"

#include <string>

#include "cli/numbers.hpp"
#include "quire/ranking.hpp"

namespace quire::cli {
namespace {

std::vector<TableRow> with_parameters(const std::vector<ModelInfo>& models) {
    std::vector<TableRow> rows;
    for (const ModelInfo& model : models) {
        rows.push_back({std::string(model.name), std::string(model.description)});
        for (const ParameterInfo& parameter : model.parameters) {
            rows.push_back({"  " + std::string(parameter.name),
                            std::string(parameter.meaning) + "; " + shortest(parameter.minimum) +
                                " to " + shortest(parameter.maximum) + ", default " +
                                shortest(parameter.default_value)});
        }
    }
    return rows;
}

}  // namespace

std::vector<TableRow> model_names() {
    std::vector<TableRow> rows;
    for (const ModelInfo& model : models()) {
        rows.push_back({std::string(model.name), std::string(model.description)});
    }
    rows.push_back({"default", std::string(models().front().name)});
    rows.push_back({"best", std::string(best_model)});
    return rows;
}

std::vector<TableRow> model_rows() {
    return with_parameters(models());
}

std::vector<TableRow> stage_rows() {
    return with_parameters(stages());
}

}  // namespace quire::cli
