// Every value that trec_eval 9.0.8 prints of the metrics known here, to the last digit.
#include <algorithm>
#include <map>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "quire/error.hpp"
#include "quire/evaluation.hpp"
#include "support.hpp"

using namespace quire;
using namespace quire::evaluation;

namespace {

/// Values as they are printed, by measure and topic.
using Printed = std::map<std::pair<std::string, std::string>, std::string>;

Printed golden_values(const std::filesystem::path& path) {
    Printed values;
    std::istringstream lines(test::read_file(path));
    std::string measure;
    std::string topic;
    std::string value;
    while (lines >> measure >> topic >> value) values[{measure, topic}] = value;
    return values;
}

}  // namespace

TEST_CASE("every value is what trec_eval prints, with ties and missing topics, complete or not") {
    std::set<std::string> checked;
    for (const std::string collection : {"cisi", "cranfield"}) {
        const auto qrels_file = test::data_file("collections/" + collection + "/qrels.trec");
        if (!qrels_file) return;
        const Qrels qrels = read_qrels(*qrels_file);
        for (const std::string kind : {"bm25", "ties"}) {
            const auto run_file = test::data_file("golden/" + collection + "." + kind + ".run");
            REQUIRE(run_file);
            const Run run = read_run(*run_file);
            for (const bool complete : {false, true}) {
                CAPTURE(collection);
                CAPTURE(kind);
                CAPTURE(complete);
                const Printed golden = golden_values(
                    *test::data_file("golden/" + collection + "." + kind +
                                     (complete ? ".complete" : "") + ".trec_eval.tsv"));
                std::vector<Metric> metrics;
                std::set<std::string> names;
                for (const auto& [key, value] : golden) {
                    if (!names.insert(key.first).second) continue;
                    try {
                        metrics.push_back(parse_metric(key.first));
                        CHECK(metrics.back().trec_name == key.first);
                    } catch (const Error&) {
                    }
                }
                const std::vector<Values> values = evaluate(run, qrels, metrics, complete);
                Printed ours;
                for (std::size_t i = 0; i < metrics.size(); ++i) {
                    checked.insert(metrics[i].trec_name);
                    ours[{metrics[i].trec_name, "all"}] = to_string(metrics[i], values[i].all);
                    for (const auto& [topic, value] : values[i].topics) {
                        // trec_eval prints no topic that is missing, but counts it.
                        if (run.topics.count(topic) == 0) continue;
                        ours[{metrics[i].trec_name, topic}] = to_string(metrics[i], value);
                    }
                }
                for (const auto& [key, value] : ours) {
                    const auto found = golden.find(key);
                    const std::string expected = found == golden.end() ? "nothing" : found->second;
                    if (expected != value) {
                        FAIL_CHECK(key.first << " of " << key.second << ": " << value
                                             << ", trec_eval has " << expected);
                    }
                }
                for (const auto& row : golden) {
                    const auto& key = row.first;
                    const bool known = std::any_of(metrics.begin(), metrics.end(), [&](auto& m) {
                        return m.trec_name == key.first;
                    });
                    if (known && ours.count(key) == 0) {
                        FAIL_CHECK(key.first << " of " << key.second << " is missing");
                    }
                }
            }
        }
    }
    // Every measure that is in the tables and known here.
    const std::set<std::string> expected = {"P_10",
                                            "P_100",
                                            "P_20",
                                            "P_5",
                                            "Rprec",
                                            "bpref",
                                            "gm_map",
                                            "iprec_at_recall_0.00",
                                            "iprec_at_recall_0.10",
                                            "iprec_at_recall_0.20",
                                            "iprec_at_recall_0.30",
                                            "iprec_at_recall_0.40",
                                            "iprec_at_recall_0.50",
                                            "iprec_at_recall_0.60",
                                            "iprec_at_recall_0.70",
                                            "iprec_at_recall_0.80",
                                            "iprec_at_recall_0.90",
                                            "iprec_at_recall_1.00",
                                            "map",
                                            "map_cut_10",
                                            "map_cut_100",
                                            "ndcg",
                                            "ndcg_cut_10",
                                            "ndcg_cut_100",
                                            "ndcg_cut_20",
                                            "ndcg_cut_5",
                                            "num_nonrel_judged_ret",
                                            "num_q",
                                            "num_rel",
                                            "num_rel_ret",
                                            "num_ret",
                                            "recall_10",
                                            "recall_100",
                                            "recall_1000",
                                            "recip_rank",
                                            "success_1",
                                            "success_10",
                                            "success_5"};
    CHECK(checked == expected);
}
