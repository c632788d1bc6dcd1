#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "base/numbers.hpp"
#include "evaluation/metric.hpp"
#include "quire/error.hpp"

namespace quire::evaluation {
namespace {

/// What stands for "all ranks".
constexpr double everything = 9e15;

double retrieved(const JudgedRanking& ranking, double) {
    return static_cast<double>(ranking.grades.size());
}
double relevant(const JudgedRanking& ranking, double) {
    return static_cast<double>(ranking.relevant());
}
double relevant_retrieved(const JudgedRanking& ranking, double) {
    return static_cast<double>(relevant_within(ranking, everything));
}
double nonrelevant_retrieved(const JudgedRanking& ranking, double) {
    return static_cast<double>(std::count(ranking.grades.begin(), ranking.grades.end(), 0));
}
double one(const JudgedRanking&, double) {
    return 1;
}

/// What a metric's parameter is.
enum class Parameter { none, cutoff, persistence, share };

struct Row {
    MetricInfo info;
    /// As trec_eval calls it: alone, or before `_` and the parameter.
    std::string_view trec_name;
    Parameter parameter;
    Aggregate aggregate;
    Compute compute;
};

constexpr Row row(std::string_view name, std::string_view description, std::string_view trec_name,
                  Parameter parameter, Aggregate aggregate, Compute compute) {
    return {{name, description}, trec_name, parameter, aggregate, compute};
}

// In the order in which trec_eval prints them; its own additions last.
constexpr std::array rows = {
    row("num_q", "topics that were scored", "num_q", Parameter::none, Aggregate::sum, one),
    row("num_ret", "documents retrieved", "num_ret", Parameter::none, Aggregate::sum, retrieved),
    row("num_rel", "relevant documents", "num_rel", Parameter::none, Aggregate::sum, relevant),
    row("num_rel_ret", "relevant documents retrieved", "num_rel_ret", Parameter::none,
        Aggregate::sum, relevant_retrieved),
    row("map", "mean average precision", "map", Parameter::none, Aggregate::mean,
        average_precision),
    row("gm_map", "geometric mean of average precision, at least 0.00001 a topic", "gm_map",
        Parameter::none, Aggregate::geometric_mean, average_precision),
    row("Rprec", "precision after as many ranks as there are relevant documents", "Rprec",
        Parameter::none, Aggregate::mean, r_precision),
    row("bpref", "binary preference (Buckley and Voorhees, 2004)", "bpref", Parameter::none,
        Aggregate::mean, bpref),
    row("recip_rank", "1 / rank of the first relevant document", "recip_rank", Parameter::none,
        Aggregate::mean, reciprocal_rank),
    row("iprec@r", "highest precision where the share r of the relevant documents is found",
        "iprec_at_recall", Parameter::share, Aggregate::mean, interpolated_precision),
    row("P@k", "share of the first k ranks that are relevant", "P", Parameter::cutoff,
        Aggregate::mean, precision),
    row("recall@k", "share of the relevant documents among the first k", "recall",
        Parameter::cutoff, Aggregate::mean, recall),
    row("ndcg", "normalised discounted cumulative gain (Jarvelin and Kekalainen, 2002)", "ndcg",
        Parameter::none, Aggregate::mean, ndcg),
    row("ndcg@k", "the same, of the first k ranks", "ndcg_cut", Parameter::cutoff, Aggregate::mean,
        ndcg),
    row("map@k", "average precision, of the first k ranks", "map_cut", Parameter::cutoff,
        Aggregate::mean, average_precision),
    row("success@k", "1 if one of the first k is relevant", "success", Parameter::cutoff,
        Aggregate::mean, success),
    row("num_nonrel_judged_ret", "documents retrieved that are judged not relevant",
        "num_nonrel_judged_ret", Parameter::none, Aggregate::sum, nonrelevant_retrieved),
    row("rbp@p", "rank-biased precision (Moffat and Zobel, 2008); p is 0.8 if not given", "rbp",
        Parameter::persistence, Aggregate::mean, rank_biased_precision),
    row("err@k", "expected reciprocal rank (Chapelle and others, 2009)", "err", Parameter::cutoff,
        Aggregate::mean, err),
    row("judged@k", "share of the first k ranks that are judged", "judged", Parameter::cutoff,
        Aggregate::mean, judged),
};

constexpr double default_persistence = 0.8;

/// The name without the letter that stands for the parameter: "ndcg@k" is asked for as "ndcg@10".
std::string_view stem(std::string_view name) {
    return name.substr(0, name.find('@'));
}

/// The parameter that the text spells, if the metric can have it.
std::optional<double> parameter(Parameter kind, std::string_view text) {
    if (kind == Parameter::persistence) {
        const auto number = parse_number<double>(text);
        return number && *number > 0 && *number < 1 ? number : std::nullopt;
    }
    if (kind == Parameter::share) {
        const auto number = parse_number<double>(text);
        return number && *number >= 0 && *number <= 1 ? number : std::nullopt;
    }
    const auto number = parse_number<std::uint32_t>(text);
    return number && *number > 0 ? std::optional<double>(*number) : std::nullopt;
}

/// As C prints with "%.*f", in every locale.
std::string fixed(double value, int digits) {
    std::array<char, 400> buffer{};  // The largest number has 309 digits before the point.
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value,
                                   std::chars_format::fixed, digits);
    return {buffer.data(), end.ptr};
}

Metric made(std::size_t number, std::optional<double> with) {
    const Row& found = rows[number];
    Metric metric;
    metric.row = number;
    metric.aggregate = found.aggregate;
    metric.name = stem(found.info.name);
    metric.trec_name = found.trec_name;
    if (found.parameter == Parameter::none) {
        metric.parameter = everything;
        return metric;
    }
    metric.parameter = *with;
    if (found.parameter == Parameter::cutoff) metric.depth = static_cast<std::size_t>(*with);
    metric.name += '@' + shortest(*with);
    metric.trec_name +=
        '_' + (found.parameter == Parameter::share ? fixed(*with, 2)  // Always two digits there.
                                                   : shortest(*with));
    return metric;
}

}  // namespace

std::span<const MetricInfo> metrics() {
    static const std::array<MetricInfo, rows.size()> infos = [] {
        std::array<MetricInfo, rows.size()> list;
        for (std::size_t i = 0; i < rows.size(); ++i) list[i] = rows[i].info;
        return list;
    }();
    return infos;
}

Metric parse_metric(std::string_view text) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const Row& row = rows[i];
        if (row.parameter == Parameter::none) {
            if (text == row.info.name) return made(i, std::nullopt);
            continue;
        }
        if (row.parameter == Parameter::persistence && text == stem(row.info.name)) {
            return made(i, default_persistence);
        }
        for (const std::string& head :
             {std::string(stem(row.info.name)) + '@', std::string(row.trec_name) + '_'}) {
            if (!text.starts_with(head)) continue;
            if (const auto with = parameter(row.parameter, text.substr(head.size()))) {
                return made(i, with);
            }
        }
    }
    std::string names;
    for (const Row& row : rows) names += (names.empty() ? "" : ", ") + std::string(row.info.name);
    throw Error(ErrorCode::invalid_argument, "no metric \"" + std::string(text) + "\"",
                "Metrics are " + names +
                    "; k is a number of ranks, p lies between 0 and 1, and r is 0 to 1.");
}

Unmatched unmatched(const Run& run, const Qrels& qrels) {
    Unmatched result;
    for (const auto& [topic, documents] : run.topics) {
        if (!qrels.topics.contains(topic)) result.unjudged.push_back(topic);
    }
    for (const auto& [topic, grades] : qrels.topics) {
        if (!run.topics.contains(topic)) result.missing.push_back(topic);
    }
    return result;
}

std::vector<Values> evaluate(const Run& run, const Qrels& qrels, std::span<const Metric> metrics,
                             bool complete) {
    constexpr double least = 0.00001;  // Of the geometric mean, as in trec_eval.
    for (const Metric& metric : metrics) {
        if (metric.row < rows.size() && metric.parameter >= 0 && metric.parameter <= everything)
            continue;
        throw Error(ErrorCode::invalid_argument,
                    "the metric \"" + metric.name + "\" has no row or no parameter",
                    "Make metrics with parse_metric.");
    }
    std::vector<Values> result(metrics.size());
    std::size_t topics = 0;
    for (const auto& [topic, grades] : qrels.topics) {
        const auto documents = run.topics.find(topic);
        if (documents == run.topics.end() && !complete) continue;
        ++topics;
        const JudgedRanking ranking =
            judge(documents == run.topics.end() ? std::vector<ScoredDocument>() : documents->second,
                  grades);
        for (std::size_t i = 0; i < metrics.size(); ++i) {
            const Metric& metric = metrics[i];
            const double value = rows[metric.row].compute(ranking, metric.parameter);
            Values& values = result[i];
            if (metric.aggregate == Aggregate::geometric_mean) {
                values.all += std::log(std::max(value, least));
                continue;
            }
            values.all += value;
            if (rows[metric.row].compute != one) values.topics.emplace(topic, value);
        }
    }
    for (std::size_t i = 0; i < metrics.size(); ++i) {
        if (metrics[i].aggregate == Aggregate::sum || topics == 0) continue;
        result[i].all /= static_cast<double>(topics);
        if (metrics[i].aggregate == Aggregate::geometric_mean) {
            result[i].all = std::exp(result[i].all);
        }
    }
    return result;
}

std::string to_string(const Metric& metric, double value) {
    return fixed(value, metric.aggregate == Aggregate::sum ? 0 : 4);
}

}  // namespace quire::evaluation
