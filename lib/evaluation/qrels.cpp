#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/numbers.hpp"
#include "evaluation/lines.hpp"
#include "quire/evaluation.hpp"

namespace quire::evaluation {
namespace {

/// A whole number, also as what writes tables of numbers writes it: 1.0.
std::optional<int> grade_of(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point != std::string_view::npos &&
        text.find_first_not_of('0', point + 1) == std::string_view::npos) {
        text = text.substr(0, point);
    }
    return parse_number<int>(text);
}

}  // namespace

Qrels read_qrels(const std::string& path) {
    Qrels qrels;
    Lines lines(path);
    std::string line;
    bool first = true;
    bool beir = false;
    std::string_view between = blank;
    while (lines.next(line)) {
        const std::vector<std::string_view> column = columns(line, between);
        if (column.empty()) continue;
        if (std::exchange(first, false) && column.size() == 3 && column[0] == "query-id") {
            beir = true;
            // Ids can have spaces in them there.
            if (line.find('\t') != std::string::npos) between = "\t";
            continue;
        }
        const std::size_t expected = beir ? 3 : 4;
        if (column.size() != expected) {
            lines.fail(std::string("expected ") +
                       (beir ? "query, document and score"
                             : "topic, iteration, document and grade (or a first line \"query-id "
                               "corpus-id score\")") +
                       ", got " + std::to_string(column.size()) + " columns");
        }
        const std::string_view last = column.back();
        const auto grade = grade_of(last);
        if (!grade) lines.fail("the grade \"" + std::string(last) + "\" is no whole number");
        const std::string topic(column[0]);
        const std::string document(column[expected - 2]);
        if (!qrels.topics[topic].emplace(document, *grade).second) {
            note_duplicate(qrels.remarks, lines,
                           "document \"" + document + "\" is judged twice for topic \"" + topic +
                               "\"; the first grade counts");
        }
    }
    if (qrels.topics.empty()) lines.fail("there is no judgment in the file");
    return qrels;
}

}  // namespace quire::evaluation
