// Metrics against values by hand, and against slow and obvious ones on random runs.
#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "quire/error.hpp"
#include "quire/evaluation.hpp"
#include "support.hpp"

using namespace quire;
using namespace quire::evaluation;

namespace {

using Grades = std::map<std::string, int, std::less<>>;

double value(const std::string& metric, const std::vector<ScoredDocument>& documents,
             const Grades& grades) {
    const Run run = {.name = {}, .topics = {{"1", documents}}, .comments = {}, .remarks = {}};
    const Qrels qrels = {.topics = {{"1", grades}}, .remarks = {}};
    const std::vector<Metric> metrics = {parse_metric(metric)};
    return evaluate(run, qrels, metrics).front().all;
}

/// The definitions, read aloud: every document's rank is counted anew.
class Slow {
public:
    Slow(const std::vector<ScoredDocument>& documents, const Grades& grades)
        : grades_(grades), by_rank_(documents.size() + 1) {
        for (const ScoredDocument& document : documents) {
            std::size_t rank = 1;
            for (const ScoredDocument& other : documents) {
                const auto mine = static_cast<float>(document.score);
                const auto its = static_cast<float>(other.score);
                rank += its > mine || (its == mine && other.id > document.id);
            }
            by_rank_[rank] = document.id;
        }
    }

    std::size_t ranks() const { return by_rank_.size() - 1; }
    /// Below 0 where there is no judgment.
    int grade(std::size_t rank) const {
        const auto found = rank <= ranks() ? grades_.find(by_rank_[rank]) : grades_.end();
        return found == grades_.end() ? -1 : found->second;
    }
    double found(std::size_t k) const {
        double sum = 0;
        for (std::size_t rank = 1; rank <= k; ++rank) sum += grade(rank) > 0 ? 1 : 0;
        return sum;
    }
    double relevant() const {
        return count([](int grade) { return grade > 0; });
    }
    double nonrelevant() const {
        return count([](int grade) { return grade == 0; });
    }
    double precision(std::size_t k) const { return found(k) / static_cast<double>(k); }

    double average_precision(std::size_t k) const {
        double sum = 0;
        for (std::size_t rank = 1; rank <= std::min(k, ranks()); ++rank) {
            if (grade(rank) > 0) sum += precision(rank);
        }
        return relevant() > 0 ? sum / relevant() : 0;
    }
    double ndcg(std::size_t k) const {
        std::vector<int> best;
        for (const auto& [id, grade] : grades_) best.push_back(std::max(grade, 0));
        std::sort(best.rbegin(), best.rend());
        double sum = 0;
        double ideal = 0;
        for (std::size_t rank = 1; rank <= k; ++rank) {
            const double discount = std::log(2) / std::log(static_cast<double>(rank) + 1);
            sum += std::max(grade(rank), 0) * discount;
            if (rank <= best.size()) ideal += best[rank - 1] * discount;
        }
        return ideal > 0 ? sum / ideal : 0;
    }
    double bpref() const {
        double sum = 0;
        for (std::size_t rank = 1; rank <= ranks(); ++rank) {
            if (grade(rank) <= 0) continue;
            double above = 0;
            for (std::size_t other = 1; other < rank; ++other) above += grade(other) == 0 ? 1 : 0;
            sum += 1;
            if (above > 0) sum -= std::min(above, relevant()) / std::min(relevant(), nonrelevant());
        }
        return relevant() > 0 ? sum / relevant() : 0;
    }
    double reciprocal_rank() const {
        for (std::size_t rank = 1; rank <= ranks(); ++rank) {
            if (grade(rank) > 0) return 1 / static_cast<double>(rank);
        }
        return 0;
    }
    double interpolated(double share) const {
        double highest = 0;
        for (std::size_t rank = 1; rank <= ranks(); ++rank) {
            const bool enough = found(rank) >= std::floor(share * relevant() + 0.9);
            if (enough) highest = std::max(highest, precision(rank));
        }
        return highest;
    }
    double rbp(double p) const {
        double sum = 0;
        for (std::size_t rank = 1; rank <= ranks(); ++rank) {
            if (grade(rank) > 0) sum += (1 - p) * std::pow(p, static_cast<double>(rank) - 1);
        }
        return sum;
    }
    double err(std::size_t k) const {
        int highest = 0;
        for (const auto& [id, grade] : grades_) highest = std::max(highest, grade);
        double sum = 0;
        for (std::size_t rank = 1; rank <= k; ++rank) {
            double reached = 1;
            for (std::size_t above = 1; above < rank; ++above)
                reached *= 1 - content(above, highest);
            sum += reached * content(rank, highest) / static_cast<double>(rank);
        }
        return sum;
    }
    double judged(std::size_t k) const {
        double sum = 0;
        for (std::size_t rank = 1; rank <= k; ++rank) sum += grade(rank) >= 0 ? 1 : 0;
        return sum / static_cast<double>(k);
    }

private:
    template <typename Holds>
    double count(Holds holds) const {
        return static_cast<double>(std::count_if(grades_.begin(), grades_.end(),
                                                 [&](auto& g) { return holds(g.second); }));
    }
    double content(std::size_t rank, int highest) const {
        return (std::pow(2, std::max(grade(rank), 0)) - 1) / std::pow(2, highest);
    }

    const Grades& grades_;
    std::vector<std::string> by_rank_;  // From 1.
};

}  // namespace

TEST_CASE("metrics that trec_eval does not have are what their papers say") {
    // Ranks: relevant 1, unjudged, relevant 3, not relevant.
    const std::vector<ScoredDocument> documents = {{"a", 4}, {"b", 3}, {"c", 2}, {"d", 1}};
    const Grades grades = {{"a", 1}, {"c", 3}, {"d", 0}, {"e", 2}};
    struct Case {
        const char* metric;
        double expected;
    };
    const std::vector<Case> cases = {
        {"rbp", 0.2 * (1 + 0.64)},
        {"rbp@0.5", 0.5 * (1 + 0.25)},
        {"err@10", 1.0 / 8 + 7.0 / 8 * 7.0 / 8 / 3},
        {"err@2", 1.0 / 8},
        {"judged@4", 0.75},
        {"judged@2", 0.5},
        {"judged@10", 0.3},
        {"iprec@0.5", 2.0 / 3},
        {"iprec@0", 1},
        {"iprec@1", 0},
    };
    for (const Case& c : cases) {
        CAPTURE(c.metric);
        CHECK(value(c.metric, documents, grades) == doctest::Approx(c.expected).epsilon(1e-14));
    }
    INFO("of any grade that a file can have");
    const Grades high = {{"a", 5}, {"c", std::numeric_limits<int>::max()}};
    CHECK(value("err@10", documents, high) == doctest::Approx(1.0 / 3));
}

TEST_CASE("every metric agrees with a slow and obvious one on random runs") {
    std::mt19937 random(11);
    const auto below = [&](unsigned n) { return static_cast<int>(random() % n); };
    for (int round = 0; round < 400; ++round) {
        CAPTURE(round);
        std::vector<ScoredDocument> documents;
        Grades grades;
        const int scores = 1 + below(30);  // Few of them are many ties.
        for (int i = 0; i < 40; ++i) {
            std::string id = std::to_string(i);
            if (below(2) == 0)
                documents.push_back({id, below(static_cast<unsigned>(scores)) / 7.0});
            if (below(3) == 0) grades.emplace(std::move(id), below(6) - 2);
        }
        std::shuffle(documents.begin(), documents.end(), random);
        const Slow slow(documents, grades);
        const std::size_t k = 1 + random() % 50;
        const std::string at = "@" + std::to_string(k);
        const auto relevant = static_cast<std::size_t>(slow.relevant());
        const std::map<std::string, double> expected = {
            {"num_q", 1},
            {"num_ret", static_cast<double>(slow.ranks())},
            {"num_rel", slow.relevant()},
            {"num_rel_ret", slow.found(slow.ranks())},
            {"num_nonrel_judged_ret", std::round(slow.judged(40) * 40 - slow.found(40))},
            {"map", slow.average_precision(100)},
            {"gm_map", std::max(slow.average_precision(100), 0.00001)},
            {"Rprec", relevant > 0 ? slow.precision(relevant) : 0},
            {"bpref", slow.bpref()},
            {"recip_rank", slow.reciprocal_rank()},
            {"iprec@0.3", slow.interpolated(0.3)},
            {"P" + at, slow.precision(k)},
            {"recall" + at, relevant > 0 ? slow.found(k) / slow.relevant() : 0},
            {"ndcg", slow.ndcg(100)},
            {"ndcg" + at, slow.ndcg(k)},
            {"map" + at, slow.average_precision(k)},
            {"success" + at, slow.found(k) > 0 ? 1 : 0},
            {"rbp@0.9", slow.rbp(0.9)},
            {"err" + at, slow.err(k)},
            {"judged" + at, slow.judged(k)},
        };
        CHECK(expected.size() == metrics().size());
        for (const auto& [metric, wanted] : expected) {
            const double got = value(metric, documents, grades);
            if (!(std::abs(got - wanted) <= 1e-12)) {
                FAIL_CHECK(metric << ": " << got << ", expected " << wanted);
            }
        }
    }
}

TEST_CASE("topics that one side lacks count as asked for") {
    Run run;
    run.topics = {{"1", {{"a", 1}}}, {"3", {{"a", 1}}}};
    Qrels qrels;
    qrels.topics = {{"1", {{"a", 1}}}, {"2", {{"a", 1}, {"b", 1}}}};
    const std::vector<Metric> metrics = {parse_metric("map"), parse_metric("num_q"),
                                         parse_metric("num_rel"), parse_metric("gm_map")};
    const std::vector<Values> both = evaluate(run, qrels, metrics);
    CHECK(both[0].all == 1);
    CHECK(both[0].topics == decltype(Values::topics){{"1", 1}});
    CHECK(both[1].all == 1);
    CHECK(both[1].topics.empty());
    CHECK(both[2].all == 1);
    const std::vector<Values> complete = evaluate(run, qrels, metrics, true);
    CHECK(complete[0].all == 0.5);
    CHECK(complete[0].topics == decltype(Values::topics){{"1", 1}, {"2", 0}});
    CHECK(complete[1].all == 2);
    CHECK(complete[2].all == 3);
    CHECK(complete[3].all == doctest::Approx(std::sqrt(0.00001)));
    CHECK(complete[3].topics.empty());
    for (const Values& values : evaluate(Run{}, qrels, metrics)) CHECK(values.all == 0);
}

TEST_CASE("metrics are read by their names and by trec_eval's") {
    struct Case {
        const char* text;
        const char* name;
        const char* trec_name;
    };
    const std::vector<Case> cases = {
        {"ndcg@10", "ndcg@10", "ndcg_cut_10"},
        {"ndcg_cut_10", "ndcg@10", "ndcg_cut_10"},
        {"ndcg", "ndcg", "ndcg"},
        {"P@5", "P@5", "P_5"},
        {"P_5", "P@5", "P_5"},
        {"map", "map", "map"},
        {"map@100", "map@100", "map_cut_100"},
        {"success_1", "success@1", "success_1"},
        {"recall@1000", "recall@1000", "recall_1000"},
        {"rbp", "rbp@0.8", "rbp_0.8"},
        {"rbp@.95", "rbp@0.95", "rbp_0.95"},
        {"iprec@0.1", "iprec@0.1", "iprec_at_recall_0.10"},
        {"iprec_at_recall_0.00", "iprec@0", "iprec_at_recall_0.00"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const Metric metric = parse_metric(c.text);
        CHECK(metric.name == c.name);
        CHECK(metric.trec_name == c.trec_name);
        CHECK(parse_metric(metric.name).trec_name == c.trec_name);
        CHECK(parse_metric(metric.trec_name).name == c.name);
    }
    for (const MetricInfo& info : metrics()) CHECK_FALSE(info.description.empty());
}

TEST_CASE("a metric looks at no rank below its depth") {
    Qrels qrels;
    Run run;
    for (int i = 0; i < 40; ++i) {
        const std::string id = std::to_string(100 + i);
        if (i % 3 != 1) qrels.topics["1"][id] = i % 3;
        run.topics["1"].push_back({id, 40.0 - i});
    }
    struct Case {
        std::string name;
        std::size_t depth;
    };
    const std::vector<Case> cases = {
        {"ndcg@9", 9},  {"map@9", 9},    {"P@21", 21},   {"recall@21", 21}, {"success@3", 3},
        {"err@6", 6},   {"judged@6", 6}, {"ndcg", 0},    {"map", 0},        {"recip_rank", 0},
        {"rbp@0.5", 0}, {"iprec@1", 0},  {"num_ret", 0},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const std::vector<Metric> metric = {parse_metric(c.name)};
        CHECK(metric.front().depth == c.depth);
        if (c.depth == 0) continue;
        Run top = run;
        top.topics["1"].resize(c.depth);
        CHECK(evaluate(top, qrels, metric).front().all == evaluate(run, qrels, metric).front().all);
        top.topics["1"].resize(c.depth - 1);
        CHECK(evaluate(top, qrels, metric).front().all != evaluate(run, qrels, metric).front().all);
    }
}

TEST_CASE("a metric that there is not is refused with those that there are") {
    for (const std::string text :
         {"", "NDCG@10", "ndcg@", "ndcg@0", "ndcg@-1", "ndcg@1.5", "P", "map@10x", "rbp@1", "rbp@0",
          "rbp@nan", "iprec@1.1", "iprec", "ndcg@k", "err@99999999999"}) {
        CAPTURE(text);
        try {
            parse_metric(text);
            FAIL_CHECK("no error");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::invalid_argument);
            CHECK(std::string(error.what()) == "no metric \"" + text + "\"");
            CHECK(error.hint() ==
                  "Metrics are num_q, num_ret, num_rel, num_rel_ret, map, gm_map, Rprec, bpref, "
                  "recip_rank, iprec@r, P@k, recall@k, ndcg, ndcg@k, map@k, success@k, "
                  "num_nonrel_judged_ret, rbp@p, err@k, judged@k; k is a number of ranks, p lies "
                  "between 0 and 1, and r is 0 to 1.");
        }
    }
    Metric none = parse_metric("map");
    none.row = metrics().size();
    CHECK_THROWS_WITH_AS(evaluate({}, {}, std::vector{none}),
                         "the metric \"map\" has no row or no parameter", Error);
}

TEST_CASE("values are printed as trec_eval prints them") {
    const Metric mean = parse_metric("map");
    CHECK(to_string(mean, 0.12345) == "0.1235");
    CHECK(to_string(mean, 0.5) == "0.5000");
    CHECK(to_string(mean, 1e300).size() == 306);
    CHECK(to_string(parse_metric("num_ret"), 4260) == "4260");
    CHECK(to_string(parse_metric("gm_map"), 0.0391) == "0.0391");
}
