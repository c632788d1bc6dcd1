#include "eval/task.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "cli/engines.hpp"
#include "eval/names.hpp"
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

using Kind = Task::Kind;

/// Kinds of tasks, as a set.
constexpr unsigned score = 1U << static_cast<unsigned>(Kind::score);
constexpr unsigned search = 1U << static_cast<unsigned>(Kind::search);
constexpr unsigned sweep = 1U << static_cast<unsigned>(Kind::sweep);
constexpr unsigned verify = 1U << static_cast<unsigned>(Kind::verify);

/// A row of the table of options: the tasks that it says something to.
struct Meaning {
    std::string_view option;
    unsigned kinds;
};

constexpr std::array<Meaning, 18> meanings = {{
    {"topics", search | sweep | verify},
    {"qrels", score | search | sweep},
    {"model", search},
    {"engine", search | sweep | verify},
    {"run", score | search},
    {"fuse", score | search},
    {"metrics", score | search | sweep},
    {"complete", score | search | sweep},
    {"per-topic", score | search},
    {"format", score | search},
    {"report", score | search},
    {"run-out", score | search},
    {"sweep", sweep},
    {"folds", sweep},
    {"verify-run", verify},
    {"depth", search | sweep},
    {"topic-syntax", search | sweep},
    {"topic-parts", search | sweep},
}};

bool goes_with(const Meaning& row, Kind kind) {
    return (row.kinds >> static_cast<unsigned>(kind) & 1U) != 0;
}

Kind kind(const cli::Arguments& arguments) {
    if (arguments.has("verify-run")) return Kind::verify;
    if (arguments.has("sweep")) return Kind::sweep;
    const bool searches = !arguments.operands().empty();
    return searches && (arguments.has("model") || !arguments.has("run")) ? Kind::search
                                                                         : Kind::score;
}

/// Why an option says nothing to the task.
std::string_view without_meaning(std::string_view option, const Task& task) {
    if (task.kind == Kind::verify) return " has no meaning beside --verify-run";
    if (task.kind == Kind::sweep) return " has no meaning beside --sweep";
    if (option == "folds") return " needs --sweep";
    return task.index.empty() ? " needs an INDEX to search"
                              : " needs a --model beside --run, to search with";
}

void check_options(const cli::Arguments& arguments, const Task& task) {
    for (const auto& [option, value] : arguments.given()) {
        const auto row = std::ranges::find(meanings, option, &Meaning::option);
        if (row == meanings.end() || goes_with(*row, task.kind)) continue;
        throw UsageError("--" + option + std::string(without_meaning(option, task)));
    }
    if (task.index.empty()) {
        if (task.kind == Kind::sweep) throw UsageError("--sweep needs an INDEX to search");
        if (task.kind == Kind::verify) throw UsageError("--verify-run needs an INDEX to search");
        if (task.systems.empty()) throw UsageError("there is neither an INDEX nor a --run");
    }
    if (task.kind != Kind::score && task.topics.empty()) {
        throw UsageError("there are no --topics to search for");
    }
    if (task.kind != Kind::verify && task.qrels.empty()) {
        throw UsageError("there are no --qrels to score by");
    }
    if (task.kind == Kind::sweep && arguments.has("metrics") && task.metrics.size() > 1) {
        throw UsageError("--sweep chooses by one metric: give one with --metrics");
    }
    const std::size_t systems = task.systems.size() + (task.fusion.empty() ? 0 : 1);
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

/// Models and runs in the order of the command line; the default model where there are none.
std::vector<Asked> systems(const cli::Arguments& arguments, Kind kind) {
    std::vector<Asked> systems;
    std::vector<std::string> names;
    for (const auto& [option, value] : arguments.given()) {
        if (option != "model" && option != "run") continue;
        names.push_back(value);
        if (option == "model") {
            systems.push_back({value, RankingModel::parse(value), {}});
        } else {
            systems.push_back({{}, std::nullopt, value});
        }
    }
    names = shortest_ends(names);
    for (std::size_t i = 0; i < names.size(); ++i) systems[i].name = names[i];
    if (systems.empty() && kind == Kind::search) systems.push_back({"default", RankingModel(), {}});
    return systems;
}

}  // namespace

std::vector<cli::TableRow> task_rows() {
    constexpr std::array<std::pair<Kind, std::string_view>, 4> kinds = {{
        {Kind::search, "search and score"},
        {Kind::score, "score runs"},
        {Kind::sweep, "sweep"},
        {Kind::verify, "verify a run"},
    }};
    std::vector<cli::TableRow> rows;
    for (const auto& [kind, name] : kinds) {
        std::string options;
        for (const Meaning& row : meanings) {
            if (!goes_with(row, kind)) continue;
            options += (options.empty() ? "--" : ", --") + std::string(row.option);
        }
        rows.push_back({std::string(name), std::move(options)});
    }
    return rows;
}

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
    task.kind = kind(arguments);
    task.topics = arguments.value("topics");
    task.parts = arguments.value("topic-parts", "title");
    topic_parts(task.parts);
    task.qrels = arguments.value("qrels");
    task.systems = systems(arguments, task.kind);
    task.sweep = arguments.value("sweep");
    task.verify = arguments.value("verify-run");
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
