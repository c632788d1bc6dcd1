#include "eval/verify.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

#include "cli/numbers.hpp"
#include "eval/provenance.hpp"
#include "eval/systems.hpp"
#include "quire/error.hpp"

namespace quire::eval {
namespace {

/// Differences that are listed one by one.
constexpr std::size_t most_listed = 5;

std::string shown(const std::vector<evaluation::ScoredDocument>& documents, std::size_t i) {
    return i < documents.size() ? documents[i].id + " " + cli::shortest(documents[i].score)
                                : "nothing";
}

}  // namespace

Verification verify(const Searcher& searcher, const evaluation::Run& run, const std::string& file,
                    Task task) {
    if (run.other_tag != 0) {
        throw InputError(file, run.other_tag, "the tag is not that of the first line",
                         "Verify a run as it was written: of one system, and whole.");
    }
    if (!run.remarks.examples.empty()) {
        throw Error(ErrorCode::malformed_input, run.remarks.examples.front(),
                    "Verify a run as it was written: each document once a topic.");
    }
    const auto parts = parse_provenance(run.name);
    const auto part = [&](std::string_view name, std::string_view fallback = {}) {
        const auto found = parts.find(name);
        if (found == parts.end() && !fallback.empty()) return std::string(fallback);
        if (found == parts.end()) {
            throw Error(ErrorCode::invalid_argument,
                        file + ": the tag \"" + run.name + "\" does not say how the run was made",
                        "Runs of one model that quire-eval --run-out has written say so; fused "
                        "ones and those of other systems cannot be made again.");
        }
        return found->second;
    };
    const std::string spec = part("model");
    const RankingModel model = RankingModel::parse(spec);
    const std::string syntax = part("topics", default_topics);
    task.search.plain = syntax.starts_with("plain");
    task.parts = syntax.substr(std::min(syntax.find(':') + 1, syntax.size()));
    const std::string depth = part("depth", default_depth);
    const auto read = std::from_chars(depth.data(), depth.data() + depth.size(), task.search.depth);
    if (read.ec != std::errc() || read.ptr != depth.data() + depth.size()) {
        throw Error(ErrorCode::invalid_argument,
                    file + ": the tag says \"depth=" + depth + "\", which is no number");
    }
    // The parts that the run was made of, whatever the command line says.
    const std::vector<evaluation::Topic> topics =
        evaluation::read_topics(task.topics, topic_parts(task.parts));

    Verification result;
    const std::string now = provenance(searcher.info(), spec, task);
    for (const auto& [name, value] : parse_provenance(now)) {
        const auto then = parts.find(name);
        if (then != parts.end() && then->second == value) continue;
        result.text += name + ": " + (then == parts.end() ? "not said" : then->second) + " then, " +
                       value + " now" +
                       (name == "made" ? ": other versions, another language, other fields, or "
                                         "other defaults of the model"
                                       : "") +
                       '\n';
    }
    evaluation::Run again = search_topics(searcher, topics, model, task.search);
    std::size_t different = 0;
    std::size_t compared = 0;
    for (const auto& [topic, then] : run.topics) again.topics.try_emplace(topic);
    for (auto& [topic, documents] : again.topics) {
        ++compared;
        const auto found = run.topics.find(topic);
        std::vector<evaluation::ScoredDocument> then;
        if (found != run.topics.end()) then = evaluation::in_trec_order(found->second);
        documents = evaluation::in_trec_order(std::move(documents));
        if (then == documents) continue;
        if (++different > most_listed) continue;
        std::size_t i = 0;
        while (i < then.size() && i < documents.size() && then[i] == documents[i]) ++i;
        result.text += "topic " + topic + ", rank " + std::to_string(i + 1) + ": " +
                       shown(then, i) + " then, " + shown(documents, i) + " now\n";
    }
    result.same = different == 0;
    result.text += result.same ? "the same run: " + cli::counted(compared, "topic") + '\n'
                               : cli::counted(different, "topic") + " of " +
                                     std::to_string(compared) + " differ\n";
    return result;
}

}  // namespace quire::eval
