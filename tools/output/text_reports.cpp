// How the format "text" says how a query was read, and where a document stands.
#include <algorithm>
#include <string>
#include <vector>

#include "cli/characters.hpp"
#include "cli/numbers.hpp"
#include "output/columns.hpp"
#include "output/explanation.hpp"
#include "output/format.hpp"
#include "output/heading.hpp"

namespace quire::output {

namespace {

std::string meaning(const Concept& part) {
    std::string text = part.excluded   ? "excludes "
                       : part.filter   ? "filters by "
                       : part.required ? "requires "
                                       : "ranks ";
    if (!part.field.empty()) text += part.field + ": ";
    text += part.text;
    if (part.weight != 0 && part.weight != 1) text += ", weight " + cli::shortest(part.weight);
    return text;
}

/// Whether the part of the query holds, in words.
std::vector<std::string> row(const ConditionReport& condition, std::string_view query) {
    const bool there = condition.met != condition.excluded;
    const std::string wanted = condition.excluded ? "must not be there" : "must be there";
    return {typed(condition.span, condition.text, query),
            wanted + (condition.met ? ", and " : ", but ") + (there ? "is" : "is not")};
}

}  // namespace

std::string text_reading(const Setting& setting, const Answer& answer) {
    std::vector<std::vector<std::string>> rows;
    for (const Concept& part : answer.results.concepts) {
        rows.push_back(
            {typed(part.span, part.text, answer.question.text), meaning(part),
             (part.documents ? "in " : "in at most ") +
                 cli::counted(part.documents.value_or(part.document_frequency), "paper")});
    }
    std::string text;
    if (setting.many) text += cli::printable(answer.question.topic) + ": ";
    return text + "read as: " + cli::printable(answer.question.query.to_string()) + "\n" +
           in_columns(rows, 2);
}

std::string text_standing(const Setting& setting, const Place& place) {
    constexpr std::size_t indent = 2;
    constexpr std::size_t widest_title = 60;
    const std::string& query = place.question.text;
    const Standing& standing = place.standing;
    const std::string head = heading(setting.schema);
    const auto title = [&](const Document& document) { return title_of(document, head); };
    std::string text =
        cli::printable(place.document.id) + "  " + cli::printable(title(place.document)) + "\n\n";
    const std::string score = score_text(standing.explanation.score);
    if (standing.found) {
        text += "Found at rank " + cli::grouped(standing.rank) + " of " +
                cli::counted(standing.total, "paper") + "\n";
    } else {
        text += "Not found; " +
                (standing.total == 0 ? "no paper" : cli::counted(standing.total, "paper")) +
                (standing.total > 1 ? " are\n" : " is\n");
    }
    std::vector<std::vector<std::string>> rows;
    for (const ConditionReport& condition : standing.conditions) {
        rows.push_back(row(condition, query));
    }
    text += in_columns(rows, indent);
    if (standing.explanation.concepts.empty()) {
        text += "It has nothing of the query that ranks\n";
    } else {
        text += "Its score " + std::string(standing.found ? "is " : "would be ") + score + "\n" +
                explanation_table(standing.explanation, standing.concepts, query, indent);
    }
    if (!standing.better.empty()) text += "\nJust above it\n";
    std::size_t rank = standing.rank - standing.better.size();
    for (const Hit& hit : standing.better) {
        text += "  " + cli::grouped(rank++) + "  " + cli::printable(hit.document.id) + "  " +
                cli::printable(cut(title(hit.document), widest_title)) + ", score " +
                score_text(hit.score) + "\n" +
                explanation_table(*hit.explanation, standing.concepts, query, 2 * indent);
    }
    return text;
}

}  // namespace quire::output
