#include "eval/task.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "cli/engines.hpp"
#include "quire/error.hpp"

namespace quire::eval {

using cli::UsageError;

namespace {

constexpr std::string_view default_metrics = "ndcg@10,map,recall@100,P@10,recip_rank";

std::vector<std::string> parted(std::string_view list) {
    std::vector<std::string> parts;
    while (true) {
        const std::size_t comma = std::min(list.find(','), list.size());
        parts.emplace_back(list.substr(0, comma));
        if (comma == list.size()) return parts;
        list.remove_prefix(comma + 1);
    }
}

Task::Format format(const std::string& name) {
    if (name == "text") return Task::Format::text;
    if (name == "json") return Task::Format::json;
    if (name == "trec_eval") return Task::Format::trec_eval;
    throw UsageError("--format: expected text, json or trec_eval, got \"" + name + "\"");
}

/// An option that says nothing without another one, or that another one takes the place of.
void check_options(const cli::Arguments& arguments, const Task& task) {
    const auto needs = [&](std::string_view option, bool fulfilled, std::string_view what) {
        if (arguments.has(option) && !fulfilled) {
            throw UsageError("--" + std::string(option) + " needs " + std::string(what));
        }
    };
    const bool searches = !task.index.empty();
    needs("model", searches, "an INDEX to search");
    needs("topics", searches, "an INDEX to search");
    needs("sweep", searches, "an INDEX to search");
    needs("verify-run", searches, "an INDEX to search");
    needs("topic-syntax", searches, "an INDEX to search");
    needs("folds", !task.sweep.empty(), "--sweep");
    if (searches && task.topics.empty()) throw UsageError("there are no --topics to search for");
    if (!searches && task.runs.empty()) throw UsageError("there is neither an INDEX nor a --run");
    if (task.qrels.empty() && task.verify.empty()) {
        throw UsageError("there are no --qrels to score by");
    }
    const std::size_t systems =
        task.models.size() + task.runs.size() + (task.fusion.empty() ? 0 : 1);
    if (!task.fusion.empty() && systems < 3) {
        throw UsageError("--fuse needs two systems or more, of --model and --run");
    }
    if (!task.run_out.empty() && systems > 1 && task.fusion.empty()) {
        throw UsageError("--run-out writes one run: give one --model or --run, or --fuse them");
    }
    if (task.format == Task::Format::trec_eval && systems > 1 && task.fusion.empty()) {
        throw UsageError("--format trec_eval prints one system: give one --model or --run");
    }
}

}  // namespace

std::vector<evaluation::TopicPart> topic_parts(const std::string& text) {
    constexpr std::array<std::pair<std::string_view, evaluation::TopicPart>, 3> names = {{
        {"title", evaluation::TopicPart::title},
        {"description", evaluation::TopicPart::description},
        {"narrative", evaluation::TopicPart::narrative},
    }};
    std::vector<evaluation::TopicPart> parts;
    for (const std::string& word : parted(text)) {
        const std::size_t before = parts.size();
        for (const auto& [name, part] : names) {
            if (word == name) parts.push_back(part);
        }
        if (parts.size() == before) {
            throw UsageError(
                "--topic-parts: expected title, description and narrative with commas "
                "between, got \"" +
                word + "\"");
        }
    }
    return parts;
}

Task task(const cli::Arguments& arguments) {
    Task task;
    const std::vector<std::string>& operands = arguments.operands();
    if (operands.size() > 1) {
        throw UsageError("there is one INDEX, got \"" + operands[1] + "\" as well");
    }
    if (!operands.empty()) task.index = operands.front();
    task.topics = arguments.value("topics");
    task.parts = arguments.value("topic-parts", "title");
    topic_parts(task.parts);
    task.qrels = arguments.value("qrels");
    task.runs = arguments.values("run");
    task.sweep = arguments.value("sweep");
    task.verify = arguments.value("verify-run");
    for (const std::string& spec : arguments.values("model")) {
        task.models.push_back(RankingModel::parse(spec));
        task.model_names.push_back(spec);
    }
    if (!task.index.empty() && task.models.empty() && task.runs.empty() && task.sweep.empty()) {
        task.models.emplace_back();
        task.model_names.emplace_back("default");
    }
    task.fusion = arguments.value("fuse");
    for (const std::string& name : parted(arguments.value("metrics", default_metrics))) {
        task.metrics.push_back(evaluation::parse_metric(name));
    }
    const std::string syntax = arguments.value("topic-syntax", "plain");
    if (syntax != "plain" && syntax != "query") {
        throw UsageError("--topic-syntax: expected plain or query, got \"" + syntax + "\"");
    }
    task.search.plain = syntax == "plain";
    if (arguments.has("engine")) task.search.engine = cli::engine(arguments.value("engine"));
    task.search.depth = arguments.whole_number("depth", task.search.depth);
    if (task.search.depth == 0) throw UsageError("--depth: expected a number from 1 on");
    task.complete = arguments.has("complete");
    task.per_topic = arguments.has("per-topic");
    task.format = format(arguments.value("format", "text"));
    task.run_out = arguments.value("run-out");
    task.report = arguments.value("report");
    task.folds = arguments.whole_number("folds", task.folds);
    if (task.folds < 2) throw UsageError("--folds: expected a number from 2 on");
    check_options(arguments, task);
    return task;
}

}  // namespace quire::eval
