// quire-eval: measures how well papers are ranked.
#include <algorithm>
#include <functional>
#include <limits>
#include <optional>
#include <set>
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

void report_unmatched(const evaluation::Unmatched& topics, const std::string& name, bool complete) {
    report_unknown(topics.unjudged, "topic", "of " + name + " without judgments, left out");
    report_unknown(topics.missing, "judged topic",
                   "not in " + name + (complete ? ", counted as 0" : ", left out"));
}

using Ids = std::set<std::string, std::less<>>;

/// Documents that are judged with this grade or a higher one.
Ids judged(const evaluation::Qrels& qrels, int least) {
    Ids ids;
    for (const auto& [topic, grades] : qrels.topics) {
        for (const auto& [id, grade] : grades) {
            if (grade >= least) ids.insert(id);
        }
    }
    return ids;
}

/// Those that the index does not have.
std::vector<std::string> absent(const Searcher& searcher, const Ids& known) {
    const std::vector<std::string> ids(known.begin(), known.end());
    std::vector<char> there(ids.size());
    eval::for_each(ids.size(), [&](std::size_t i) { there[i] = searcher.find(ids[i]) ? 1 : 0; });
    std::vector<std::string> absent;
    for (std::size_t i = 0; i < ids.size(); ++i) {
        if (there[i] == 0) absent.push_back(ids[i]);
    }
    return absent;
}

/// Documents of a run from elsewhere that nothing else knows. Without an index only judgments can
/// know them, which are seldom of all documents: then it says something only if there are none.
void report_unknown_documents(const std::string& name, const evaluation::Run& run,
                              const evaluation::Qrels& qrels,
                              const std::optional<Searcher>& searcher) {
    const Ids known = judged(qrels, std::numeric_limits<int>::min());
    Ids unjudged;
    bool any_judged = false;
    for (const auto& [topic, documents] : run.topics) {
        for (const evaluation::ScoredDocument& document : documents) {
            if (known.contains(document.id)) {
                any_judged = true;
            } else {
                unjudged.insert(document.id);
            }
        }
    }
    if (searcher) {
        report_unknown(absent(*searcher, unjudged), "document",
                       "of " + name + " neither in the index nor judged");
    } else if (!any_judged) {
        report_unknown({unjudged.begin(), unjudged.end()}, "document",
                       "of " + name + ", all of them without judgments");
    }
}

/// A run cannot have every id: that is said before the search, not after it.
void check_writable(const std::vector<evaluation::Topic>& topics) {
    evaluation::Run run;
    for (const evaluation::Topic& topic : topics) run.topics[topic.id];
    evaluation::to_trec(run, "tag");
}

Exit verify(const Searcher& searcher, const Task& task, cli::StandardOutput& output) {
    const evaluation::Run run = evaluation::read_run(task.verify);
    const eval::Verification result = eval::verify(searcher, run, task.verify, task);
    output.write(result.text);
    return result.same ? Exit::done : Exit::incomplete;
}

std::vector<System> systems(const Task& task, const std::optional<Searcher>& searcher,
                            const std::vector<evaluation::Topic>& topics,
                            const evaluation::Qrels& qrels) {
    std::vector<System> systems;
    for (const eval::Asked& asked : task.systems) {
        System system{asked.name, {}};
        if (asked.model) {
            system.run = eval::search_topics(*searcher, topics, *asked.model, task.search);
            system.run.name = eval::provenance(searcher->info(), asked.name, task);
        } else {
            system.run = evaluation::read_run(asked.run);
            report_duplicates(asked.run, system.run.remarks);
            report_unknown_documents(asked.name, system.run, qrels, searcher);
        }
        systems.push_back(std::move(system));
    }
    if (!task.fusion.empty()) {
        std::vector<evaluation::Run> runs;
        std::string names;
        for (const System& system : systems) {
            runs.push_back(system.run);
            names += (names.empty() ? "" : "|") + system.name;
        }
        System fused{task.fusion, evaluation::fuse(runs, task.fusion)};
        fused.run.name = task.fusion + "(" + names + ")";
        std::ranges::replace(fused.run.name, ' ', '_');
        systems.push_back(std::move(fused));
    }
    return systems;
}

Exit run(const cli::Arguments& arguments, cli::StandardOutput& output) {
    const Task task = eval::task(arguments);
    std::optional<Searcher> searcher;
    std::vector<evaluation::Topic> topics;
    if (!task.index.empty()) searcher.emplace(task.index);
    if (task.kind == Task::Kind::verify) return verify(*searcher, task, output);
    if (!task.topics.empty()) {
        topics = evaluation::read_topics(task.topics, eval::topic_parts(task.parts));
        if (!task.run_out.empty()) check_writable(topics);
    }
    const evaluation::Qrels qrels = evaluation::read_qrels(task.qrels);
    report_duplicates(task.qrels, qrels.remarks);
    if (searcher) {
        report_unknown(absent(*searcher, judged(qrels, 1)), "relevant document",
                       "not in the index");
    }
    if (task.kind == Task::Kind::sweep) {
        const eval::Sweep sweep = eval::sweep(*searcher, topics, qrels, task);
        report_unmatched(sweep.topics, "the sweep", task.complete);
        output.write(sweep.text);
        return Exit::done;
    }
    std::vector<System> all = systems(task, searcher, topics, qrels);
    for (const System& system : all) {
        report_unmatched(evaluation::unmatched(system.run, qrels), system.name, task.complete);
    }
    if (!task.run_out.empty()) {
        cli::write_file(task.run_out, evaluation::to_trec(all.back().run, all.back().run.name));
    }
    // The format prints the last one only, so it need not be like the others.
    const bool one = task.format == Task::Format::trec_eval && task.report.empty();
    if (one) all.erase(all.begin(), all.end() - 1);
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
