// How documents are scored.
#pragma once

#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quire/export.hpp"

namespace quire {

namespace ranking {
class Model;
struct Stage;
}  // namespace ranking

/// A parameter of a model.
struct ParameterInfo {
    std::string_view name;     ///< As it stands in a spec, e.g. "k1".
    double minimum;            ///< The least value that is accepted.
    double maximum;            ///< The greatest value that is accepted.
    double default_value;      ///< Its value where a spec does not give one.
    std::string_view meaning;  ///< One line.
};

/// A row of the table of models.
struct ModelInfo {
    std::string_view name;                      ///< As it stands in a spec, e.g. "bm25".
    std::string_view description;               ///< One line.
    std::span<const ParameterInfo> parameters;  ///< Empty where it has none.
};

/// Every model that `RankingModel::parse` knows.
QUIRE_API std::vector<ModelInfo> models();

/// Every stage that can follow a model: what betters a query before it is ranked.
QUIRE_API std::vector<ModelInfo> stages();

/// The spec that ranks best on abstracts, whatever it costs: six to ten times the default.
inline constexpr std::string_view best_model = "bm25f+sdm+rocchio";

/// A ranking model with its parameters, and the stages that follow it.
///
/// A value; any number of threads may use one.
class QUIRE_API RankingModel {
public:
    /// BM25F with its default parameters.
    RankingModel();

    /// Reads `NAME` or `NAME:PARAMETER=VALUE,...`, e.g. "bm25:k1=0.9,b=0.4"; behind it any number
    /// of stages, each `+NAME` or `+NAME:PARAMETER=VALUE,...`, e.g. "bm25f+sdm+rm3:documents=5".
    /// Stages are taken in their order. "best" is `best_model`, "default" what the constructor makes.
    /// @throws Error invalid_argument: an unknown model or parameter, a value out of its range; the
    ///         message lists what there is.
    static RankingModel parse(std::string_view spec);

    /// The spec with every parameter, e.g. "bm25:k1=0.9,b=0.4".
    std::string to_string() const;

    /// For the search; see lib/ranking/model.hpp.
    const ranking::Model& model() const { return *model_; }
    /// For the search; see lib/ranking/stage.hpp.
    std::span<const ranking::Stage> stages() const;

private:
    using Stages = std::vector<ranking::Stage>;
    RankingModel(std::shared_ptr<const ranking::Model> model, std::shared_ptr<const Stages> stages);

    std::shared_ptr<const ranking::Model> model_;
    std::shared_ptr<const Stages> stages_;
};

}  // namespace quire
