#include "ranking/models.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/numbers.hpp"
#include "quire/error.hpp"

namespace quire {
namespace ranking {
namespace {

/// The first is the default.
const std::array rows = {&bm25f_row,     &bm25_row,           &bm25_plus_row, &tfidf_row,
                         &dirichlet_row, &jelinek_mercer_row, &pl2_row,       &dph_row};

Error error(const std::string& message) {
    return {ErrorCode::invalid_argument, message};
}

std::string quoted(std::string_view text) {
    return "\"" + std::string(text) + "\"";
}

std::string range(const ParameterInfo& parameter) {
    return shortest(parameter.minimum) + " to " + shortest(parameter.maximum);
}

std::vector<double> defaults(const ModelInfo& info) {
    std::vector<double> values;
    for (const ParameterInfo& parameter : info.parameters) {
        values.push_back(parameter.default_value);
    }
    return values;
}

const ModelRow& row_called(std::string_view name) {
    std::string known;
    for (const ModelRow* row : rows) {
        if (row->info.name == name) return *row;
        (known += known.empty() ? "" : ", ") += row->info.name;
    }
    throw error("no ranking model is called " + quoted(name) + "; there are: " + known);
}

/// Which parameter of the model is called `name`.
std::size_t parameter_called(const ModelInfo& info, std::string_view name) {
    std::string known;
    for (std::size_t i = 0; i < info.parameters.size(); ++i) {
        const ParameterInfo& parameter = info.parameters[i];
        if (parameter.name == name) return i;
        (known += known.empty() ? "" : ", ") += parameter.name;
        known += " (" + range(parameter) + ")";
    }
    throw error("ranking model " + quoted(info.name) + " has no parameter " + quoted(name) +
                "; there are: " + known);
}

double value_of(const ParameterInfo& parameter, std::string_view text) {
    const std::optional<double> value = parse_number<double>(text);
    if (!value || !(*value >= parameter.minimum && *value <= parameter.maximum)) {
        throw error("parameter " + quoted(parameter.name) + ": expected a number from " +
                    range(parameter) + ", got " + quoted(text));
    }
    return *value == 0 ? 0 : *value;  // Zero has no sign here.
}

std::shared_ptr<const Model> parse(std::string_view text) {
    const std::size_t colon = text.find(':');
    const ModelRow& row = row_called(text.substr(0, colon));
    std::vector<double> values = defaults(row.info);
    std::vector<bool> given(values.size());
    while (text.find_first_of(":,") != std::string_view::npos) {
        text.remove_prefix(text.find_first_of(":,") + 1);
        const std::string_view setting = text.substr(0, text.find(','));
        const std::size_t equals = setting.find('=');
        if (equals == std::string_view::npos) {
            throw error("ranking model " + quoted(row.info.name) +
                        ": expected PARAMETER=VALUE, got " + quoted(setting));
        }
        const std::size_t i = parameter_called(row.info, setting.substr(0, equals));
        const ParameterInfo& parameter = row.info.parameters[i];
        if (given[i]) throw error("parameter " + quoted(parameter.name) + " is given twice");
        given[i] = true;
        values[i] = value_of(parameter, setting.substr(equals + 1));
    }
    return row.make(values);
}

}  // namespace

std::string spec(const ModelInfo& info, std::span<const double> values) {
    std::string text(info.name);
    for (std::size_t i = 0; i < values.size(); ++i) {
        text += i == 0 ? ':' : ',';
        text += info.parameters[i].name;
        text += '=' + shortest(values[i]);
    }
    return text;
}

}  // namespace ranking

std::vector<ModelInfo> models() {
    std::vector<ModelInfo> all;
    for (const ranking::ModelRow* row : ranking::rows) all.push_back(row->info);
    return all;
}

RankingModel::RankingModel() : RankingModel(parse(ranking::rows.front()->info.name)) {}

RankingModel::RankingModel(std::shared_ptr<const ranking::Model> model)
    : model_(std::move(model)) {}

RankingModel RankingModel::parse(std::string_view spec) {
    return RankingModel(ranking::parse(spec));
}

std::string RankingModel::to_string() const {
    return model_->to_string();
}

}  // namespace quire
