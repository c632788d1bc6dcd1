#include "eval/sweep.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <optional>
#include <random>
#include <set>

#include "cli/numbers.hpp"
#include "eval/decimals.hpp"
#include "eval/systems.hpp"
#include "quire/error.hpp"

namespace quire::eval {
namespace {

constexpr std::size_t most_specs = 10'000;

/// Of the shuffle that deals topics to folds.
constexpr std::uint32_t seed = 1;

std::optional<double> number(std::string_view text) {
    const std::string copy(text);
    char* end = nullptr;
    const double value = std::strtod(copy.c_str(), &end);
    if (copy.empty() || *end != 0 || !std::isfinite(value)) return std::nullopt;
    return value;
}

/// The values of LOW..HIGH/STEP.
std::vector<std::string> values_of(std::string_view range) {
    const std::size_t dots = range.find("..");
    const std::size_t slash = range.find('/', dots);
    const auto low = number(range.substr(0, dots));
    const auto high = number(range.substr(dots + 2, slash - dots - 2));
    const std::string_view last = slash == std::string_view::npos ? "" : range.substr(slash + 1);
    const double step = number(last).value_or(0);
    if (!low || !high || step <= 0 || *high < *low || (*high - *low) / step > most_specs) {
        throw cli::UsageError("--sweep: expected LOW..HIGH/STEP, as in 0.6..2.0/0.2, got \"" +
                              std::string(range) + "\"");
    }
    // Decimal steps: 0.6 + 7 * 0.2 is meant to be 2.
    constexpr double digits = 1e9;
    const auto count = static_cast<std::size_t>((*high - *low) / step + 1e-6) + 1;
    std::vector<std::string> values;
    for (std::size_t i = 0; i < count; ++i) {
        const double value = *low + static_cast<double>(i) * step;
        values.push_back(cli::shortest(std::round(value * digits) / digits));
    }
    return values;
}

double mean(const evaluation::Values& values, const std::vector<std::string>& topics) {
    double sum = 0;
    for (const std::string& topic : topics) sum += values.topics.at(topic);
    return topics.empty() ? 0 : sum / static_cast<double>(topics.size());
}

}  // namespace

std::vector<std::string> expand_ranges(std::string_view spec) {
    std::vector<std::string> specs = {""};
    while (!spec.empty()) {
        const std::size_t dots = spec.find("..");
        const std::size_t equals = dots == std::string_view::npos ? dots : spec.rfind('=', dots);
        if (equals == std::string_view::npos) {
            for (std::string& one : specs) one += spec;
            break;
        }
        const std::size_t end = std::min(spec.find_first_of(",+", dots), spec.size());
        const auto values = values_of(spec.substr(equals + 1, end - equals - 1));
        if (specs.size() * values.size() > most_specs) {
            throw cli::UsageError("--sweep: these are more than " + cli::grouped(most_specs) +
                                  " settings");
        }
        std::vector<std::string> longer;
        for (const std::string& one : specs) {
            for (const std::string& value : values) {
                longer.push_back(one + std::string(spec.substr(0, equals + 1)) + value);
            }
        }
        specs = std::move(longer);
        spec.remove_prefix(end);
    }
    return specs;
}

Sweep sweep(const Searcher& searcher, const std::vector<evaluation::Topic>& all,
            const evaluation::Qrels& qrels, const Task& task) {
    const std::vector<std::string> specs = expand_ranges(task.sweep);
    std::vector<RankingModel> models;
    for (const std::string& spec : specs) models.push_back(RankingModel::parse(spec));
    Sweep result;
    std::vector<evaluation::Topic> topics;
    for (const evaluation::Topic& topic : all) {
        if (qrels.topics.contains(topic.id)) {
            topics.push_back(topic);
        } else {
            result.topics.unjudged.push_back(topic.id);
        }
    }
    std::ranges::sort(result.topics.unjudged);
    const std::vector<evaluation::Metric> metrics = {task.metrics.front()};
    const evaluation::Metric& metric = metrics.front();
    if (evaluation::evaluate({}, qrels, metrics, true).front().topics.empty()) {
        throw cli::UsageError("--sweep: " + metric.name + " has no values by topic to choose by");
    }
    const auto need = [&](std::size_t count) {
        if (count >= task.folds) return;
        throw cli::UsageError("--folds: there are only " + cli::counted(count, "topic") +
                              " to deal into " + std::to_string(task.folds));
    };
    need(task.complete ? qrels.topics.size() : topics.size());

    std::vector<evaluation::Values> values(specs.size());
    std::vector<std::atomic<bool>> missed(topics.size());
    for_each(specs.size(), [&](std::size_t i) {
        evaluation::Run run;
        for (std::size_t t = 0; t < topics.size(); ++t) {
            auto found = search_topic(searcher, topics[t], models[i], task.search, metric.depth);
            if (found.empty()) {
                missed[t] = true;
            } else {
                run.topics[topics[t].id] = std::move(found);
            }
        }
        values[i] = evaluation::evaluate(run, qrels, metrics, task.complete).front();
    });

    std::set<std::string_view> found_by_all;
    for (std::size_t t = 0; t < topics.size(); ++t) {
        if (!missed[t]) found_by_all.insert(topics[t].id);
    }
    std::vector<std::string> order;
    for (const auto& [topic, grades] : qrels.topics) {
        const bool found = found_by_all.contains(topic);
        if (!found) result.topics.missing.push_back(topic);
        if (found || task.complete) order.push_back(topic);
    }
    need(order.size());
    std::mt19937 random(seed);
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random() % i]);

    const auto best_on = [&](const std::vector<std::string>& some) {
        std::size_t best = 0;
        double most = -1;
        for (std::size_t i = 0; i < specs.size(); ++i) {
            const double score = mean(values[i], some);
            if (score > most) {
                most = score;
                best = i;
            }
        }
        return best;
    };
    std::string& text = result.text;
    text = std::to_string(specs.size()) + " settings of " + task.sweep + " on " +
           std::to_string(order.size()) + " topics, " + metric.name +
           (metric.aggregate == evaluation::Aggregate::sum ? " a topic\n" : "\n");
    double held_out_sum = 0;
    for (std::size_t fold = 0; fold < task.folds; ++fold) {
        std::vector<std::string> held_out;
        std::vector<std::string> others;
        for (std::size_t i = 0; i < order.size(); ++i) {
            (i % task.folds == fold ? held_out : others).push_back(order[i]);
        }
        const std::size_t best = best_on(others);
        const double score = mean(values[best], held_out);
        held_out_sum += score * static_cast<double>(held_out.size());
        text += "fold " + std::to_string(fold + 1) + "  " + decimal(mean(values[best], others)) +
                " chose, held out " + decimal(score) + "  " + models[best].to_string() + '\n';
    }
    const std::size_t best = best_on(order);
    text +=
        "held out, all folds  " + decimal(held_out_sum / static_cast<double>(order.size())) + '\n';
    text += "best on all topics   " + decimal(mean(values[best], order)) + "  " +
            models[best].to_string() + '\n';
    return result;
}

}  // namespace quire::eval
