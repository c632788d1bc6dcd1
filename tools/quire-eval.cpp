// quire-eval: measures how well papers are ranked.
#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/files.hpp"
#include "cli/numbers.hpp"
#include "cli/options.hpp"
#include "cli/tool.hpp"
#include "eval/page.hpp"
#include "eval/provenance.hpp"
#include "eval/report.hpp"
#include "eval/scores.hpp"
#include "eval/sweep.hpp"
#include "eval/systems.hpp"
#include "eval/task.hpp"
#include "eval/verify.hpp"
#include "quire/error.hpp"
#include "quire/evaluation.hpp"
#include "quire/searcher.hpp"

namespace {

using namespace quire;
using cli::Exit;
using eval::System;
using eval::Task;

void report_duplicates(const std::string& file, const evaluation::Remarks& remarks) {
    if (remarks.duplicates == 0) return;
    for (const std::string& example : remarks.examples) cli::report("quire-eval", example);
    if (remarks.duplicates > remarks.examples.size()) {
        cli::report("quire-eval", file + ": " + cli::counted(remarks.duplicates, "duplicate") +
                                      " in all, of which these are the first");
    }
}

/// Says how many ids of a kind nothing else knows, and which come first.
void report_unknown(const std::vector<std::string>& ids, const std::string& kind,
                    const std::string& where) {
    constexpr std::size_t most_named = 5;
    if (ids.empty()) return;
    std::string text = cli::counted(ids.size(), kind) + ' ' + where + ": ";
    for (std::size_t i = 0; i < std::min(ids.size(), most_named); ++i) {
        text += (i == 0 ? "" : ", ") + ids[i];
    }
    if (ids.size() > most_named) text += ", ...";
    cli::report("quire-eval", text);
}

void report_unmatched(const std::vector<System>& systems, const evaluation::Qrels& qrels,
                      bool complete) {
    for (const System& system : systems) {
        const evaluation::Unmatched topics = evaluation::unmatched(system.run, qrels);
        report_unknown(topics.unjudged, "topic",
                       "of " + system.name + " without judgments, left out");
        report_unknown(topics.missing, "judged topic",
                       "not in " + system.name + (complete ? ", counted as 0" : ", left out"));
    }
}

/// Judged documents that cannot be found, as they are not there.
void report_absent(const Searcher& searcher, const evaluation::Qrels& qrels) {
    std::map<std::string, bool> relevant;
    for (const auto& [topic, grades] : qrels.topics) {
        for (const auto& [id, grade] : grades) {
            if (grade > 0) relevant[id] = true;
        }
    }
    std::vector<std::string> ids;
    for (const auto& [id, yes] : relevant) ids.push_back(id);
    std::vector<char> there(ids.size());
    eval::for_each(ids.size(), [&](std::size_t i) { there[i] = searcher.find(ids[i]) ? 1 : 0; });
    std::vector<std::string> absent;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (there[i] == 0) absent.push_back(ids[i]);
    }
    report_unknown(absent, "relevant document", "not in the index");
}

Exit verify(const Searcher& searcher, const Task& task, cli::StandardOutput& output) {
    const evaluation::Run run = evaluation::read_run(task.verify);
    const eval::Verification result = eval::verify(searcher, run, task.verify, task);
    output.write(result.text);
    return result.same ? Exit::done : Exit::incomplete;
}

std::vector<System> systems(const Task& task, const std::optional<Searcher>& searcher,
                            const std::vector<evaluation::Topic>& topics) {
    std::vector<System> systems;
    for (std::size_t i = 0; i < task.models.size(); ++i) {
        System system{task.model_names[i],
                      eval::search_topics(*searcher, topics, task.models[i], task.search)};
        system.run.name = eval::provenance(searcher->info(), task.models[i].to_string(), task);
        systems.push_back(std::move(system));
    }
    for (const std::string& file : task.runs) {
        evaluation::Run run = evaluation::read_run(file);
        report_duplicates(file, run.remarks);
        systems.push_back({cli::file_name(file), std::move(run)});
    }
    if (!task.fusion.empty()) {
        std::vector<evaluation::Run> runs;
        std::string names;
        for (const System& system : systems) {
            runs.push_back(system.run);
            names += (names.empty() ? "" : "|") + system.run.name;
        }
        System fused{task.fusion, evaluation::fuse(runs, task.fusion)};
        fused.run.name = task.fusion + "(" + names + ")";
        systems.push_back(std::move(fused));
    }
    return systems;
}

Exit run(const cli::Arguments& arguments, cli::StandardOutput& output) {
    const Task task = eval::task(arguments);
    std::optional<Searcher> searcher;
    std::vector<evaluation::Topic> topics;
    if (!task.index.empty()) searcher.emplace(task.index);
    if (!task.verify.empty()) return verify(*searcher, task, output);
    if (searcher) {
        topics = evaluation::read_topics(task.topics, eval::topic_parts(task.parts));
    }
    const evaluation::Qrels qrels = evaluation::read_qrels(task.qrels);
    report_duplicates(task.qrels, qrels.remarks);
    if (searcher) {
        report_absent(*searcher, qrels);
    }
    if (!task.sweep.empty()) {
        output.write(eval::sweep(*searcher, topics, qrels, task));
        return Exit::done;
    }
    const std::vector<System> all = systems(task, searcher, topics);
    report_unmatched(all, qrels, task.complete);
    if (!task.run_out.empty()) {
        cli::write_file(task.run_out, evaluation::to_trec(all.back().run, all.back().run.name));
    }
    const eval::Scores scores(all, qrels, task);
    switch (task.format) {
        case Task::Format::text:
            output.write(eval::to_text(scores, task.per_topic));
            break;
        case Task::Format::json:
            output.write(eval::to_json(scores, task.per_topic));
            break;
        case Task::Format::trec_eval:
            output.write(eval::to_trec_eval(scores, task.per_topic));
            break;
    }
    if (!task.report.empty())
        cli::write_file(task.report, eval::to_html(scores, qrels, task.complete));
    return Exit::done;
}

completion::Candidates operand_candidates(const std::vector<std::string>& before,
                                          std::string_view) {
    using Kind = completion::Candidates::Kind;
    return {before.empty() ? Kind::directories : Kind::files};
}

}  // namespace

int main(int argc, char** argv) {
    return cli::run_tool({"quire-eval", eval::options(), cli::Placement::anywhere, eval::page,
                          operand_candidates, run},
                         argc, argv);
}
