#include <cmath>
#include <filesystem>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/numbers.hpp"
#include "evaluation/lines.hpp"
#include "quire/error.hpp"
#include "quire/evaluation.hpp"

namespace quire::evaluation {

namespace {

Error unwritable(std::string_view what, const std::string& text, const std::string& reason) {
    return {ErrorCode::invalid_argument,
            "a run cannot have the " + std::string(what) + " \"" + text + "\": " + reason};
}

/// A column of a line that is written.
const std::string& column(std::string_view what, const std::string& text) {
    if (text.empty()) throw unwritable(what, text, "it is empty");
    if (text.find_first_of(" \t\r\n\v\f") != std::string::npos) {
        throw unwritable(what, text, "it has white space in it");
    }
    return text;
}

}  // namespace

Run read_run(const std::string& path) {
    constexpr std::size_t expected = 6;
    Run run;
    run.name = std::filesystem::path(path).filename().string();
    std::set<std::pair<std::string, std::string>> seen;
    Lines lines(path);
    std::string line;
    bool named = false;
    while (lines.next(line)) {
        if (line.starts_with('#')) {
            run.comments.push_back(line.substr(1));
            continue;
        }
        const std::vector<std::string_view> column = columns(line);
        if (column.empty()) continue;
        if (column.size() != expected) {
            lines.fail("expected topic, Q0, document, rank, score and tag, got " +
                       std::to_string(column.size()) + " columns");
        }
        const auto score = parse_number<double>(column[4]);
        if (!score || !std::isfinite(*score)) {
            lines.fail("the score \"" + std::string(column[4]) + "\" is no number");
        }
        const std::string topic(column[0]);
        const std::string document(column[2]);
        if (!std::exchange(named, true)) run.name = column[5];
        if (run.other_tag == 0 && run.name != column[5]) run.other_tag = lines.number();
        if (!seen.emplace(topic, document).second) {
            note_duplicate(run.remarks, lines,
                           "document \"" + document + "\" is twice in topic \"" + topic +
                               "\"; the first counts");
            continue;
        }
        run.topics[topic].push_back({document, *score});
    }
    if (run.topics.empty()) lines.fail("there is no document in the file");
    return run;
}

std::string to_trec(const Run& run, std::string_view tag) {
    const std::string last = column("tag", std::string(tag));
    std::string text;
    for (const std::string& comment : run.comments) {
        if (comment.find('\n') != std::string::npos) {
            throw unwritable("comment", comment, "it has more than one line");
        }
        text += '#' + comment + '\n';
    }
    for (const auto& [topic, documents] : run.topics) {
        if (column("topic", topic).starts_with('#')) {
            throw unwritable("topic", topic, "such a line is a comment");
        }
        std::size_t rank = 0;
        for (const ScoredDocument& document : in_trec_order(documents)) {
            text += topic + " Q0 " + column("document", document.id) + ' ' +
                    std::to_string(++rank) + ' ' + shortest(document.score) + ' ' + last + '\n';
        }
    }
    return text;
}

}  // namespace quire::evaluation
