#include "ranking/models.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/numbers.hpp"
#include "quire/error.hpp"
#include "ranking/stage.hpp"

namespace quire {
namespace ranking {
namespace {

/// The first is the default.
const std::array rows = {&bm25f_row,     &bm25_row,           &bm25_plus_row, &tfidf_row,
                         &dirichlet_row, &jelinek_mercer_row, &pl2_row,       &dph_row};

const std::array stage_rows = {&sdm_row, &rm3_row, &bo1_row, &rocchio_row};

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

/// @param what "ranking model" or "stage"
template <typename Rows>
auto& row_called(std::string_view name, const Rows& among, std::string_view what) {
    std::string known;
    for (const auto* row : among) {
        if (row->info.name == name) return *row;
        (known += known.empty() ? "" : ", ") += row->info.name;
    }
    throw error("no " + std::string(what) + " is called " + quoted(name) + "; there are: " + known);
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
    throw error(quoted(info.name) + " has no parameter " + quoted(name) +
                "; there are: " + (known.empty() ? "none" : known));
}

double value_of(const ParameterInfo& parameter, std::string_view text) {
    const std::optional<double> value = parse_number<double>(text);
    if (!value || !(*value >= parameter.minimum && *value <= parameter.maximum)) {
        throw error("parameter " + quoted(parameter.name) + ": expected a number from " +
                    range(parameter) + ", got " + quoted(text));
    }
    return *value == 0 ? 0 : *value;  // Zero has no sign here.
}

/// The values of `NAME:PARAMETER=VALUE,...`.
std::vector<double> parse_values(const ModelInfo& info, std::string_view text) {
    std::vector<double> values = defaults(info);
    std::vector<bool> given(values.size());
    while (text.find_first_of(":,") != std::string_view::npos) {
        text.remove_prefix(text.find_first_of(":,") + 1);
        const std::string_view setting = text.substr(0, text.find(','));
        const std::size_t equals = setting.find('=');
        if (equals == std::string_view::npos) {
            throw error(quoted(info.name) + ": expected PARAMETER=VALUE, got " + quoted(setting));
        }
        const std::size_t i = parameter_called(info, setting.substr(0, equals));
        const ParameterInfo& parameter = info.parameters[i];
        if (given[i]) throw error("parameter " + quoted(parameter.name) + " is given twice");
        given[i] = true;
        values[i] = value_of(parameter, setting.substr(equals + 1));
    }
    return values;
}

std::string_view name_of(std::string_view spec) {
    return spec.substr(0, spec.find(':'));
}

/// Where the next stage begins, or the end: at a plus with a letter behind it. Others are of the
/// name "bm25+" and of numbers, as in 1e+05.
std::size_t find_stage(std::string_view spec, std::size_t from) {
    for (std::size_t i = from; i + 1 < spec.size(); ++i) {
        if (spec[i] == '+' && spec[i + 1] >= 'a' && spec[i + 1] <= 'z') return i;
    }
    return spec.size();
}

std::shared_ptr<const Model> parse_model(std::string_view spec) {
    const ModelRow& row = row_called(name_of(spec), rows, "ranking model");
    return row.make(parse_values(row.info, spec));
}

Stage parse_stage(std::string_view spec) {
    const StageRow& row = row_called(name_of(spec), stage_rows, "stage");
    return {&row, parse_values(row.info, spec)};
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

std::vector<ModelInfo> stages() {
    std::vector<ModelInfo> all;
    for (const ranking::StageRow* row : ranking::stage_rows) all.push_back(row->info);
    return all;
}

RankingModel::RankingModel() : RankingModel(parse("default")) {}

RankingModel::RankingModel(std::shared_ptr<const ranking::Model> model,
                           std::shared_ptr<const Stages> stages)
    : model_(std::move(model)), stages_(std::move(stages)) {}

RankingModel RankingModel::parse(std::string_view spec) {
    if (spec == "best") spec = best_model;
    if (spec == "default") spec = ranking::rows.front()->info.name;
    const std::string_view model = spec.substr(0, ranking::find_stage(spec, 0));
    auto stages = std::make_shared<Stages>();
    for (std::size_t end = model.size(); end < spec.size();) {
        const std::size_t begin = end + 1;
        end = ranking::find_stage(spec, begin);
        stages->push_back(ranking::parse_stage(spec.substr(begin, end - begin)));
    }
    return {ranking::parse_model(model), std::move(stages)};
}

std::string RankingModel::to_string() const {
    std::string text = model_->to_string();
    for (const ranking::Stage& stage : *stages_) {
        text += '+' + ranking::spec(stage.row->info, stage.values);
    }
    return text;
}

std::span<const ranking::Stage> RankingModel::stages() const {
    return *stages_;
}

}  // namespace quire
