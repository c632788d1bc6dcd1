// The format "json".
#include <nlohmann/json.hpp>

#include "eval/scores.hpp"

namespace quire::eval {

std::string to_json(const Scores& scores, bool per_topic) {
    using Json = nlohmann::ordered_json;
    Json systems = Json::array();
    for (std::size_t i = 0; i < scores.rows.size(); ++i) {
        const Scores::Row& row = scores.rows[i];
        Json metrics = Json::object();
        for (std::size_t m = 0; m < scores.metrics.size(); ++m) {
            Json metric = {{"all", row.values[m].all}};
            if (per_topic) metric["topics"] = row.values[m].topics;
            if (i > 0 && row.comparisons[m].topics > 0) {
                const evaluation::Comparison& one = row.comparisons[m];
                metric["against_first"] = {{"topics", one.topics},
                                           {"difference", one.difference},
                                           {"interval", {one.low, one.high}},
                                           {"wins", one.wins},
                                           {"losses", one.losses},
                                           {"t_test", one.t_test},
                                           {"randomization", one.randomization},
                                           {"holm", row.corrected[m]}};
            }
            metrics[scores.metrics[m].name] = std::move(metric);
        }
        systems.push_back({{"name", scores.systems[i].name},
                           {"tag", scores.systems[i].run.name},
                           {"topics", row.topics},
                           {"metrics", std::move(metrics)}});
    }
    return Json({{"systems", std::move(systems)}})
               .dump(2, ' ', false, Json::error_handler_t::replace) +
           '\n';
}

}  // namespace quire::eval
