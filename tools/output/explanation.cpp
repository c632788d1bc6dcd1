#include "output/explanation.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <vector>

#include "cli/numbers.hpp"
#include "output/columns.hpp"

namespace quire::output {

namespace {

std::string fixed(double number, int digits) {
    std::array<char, 340> buffer{};  // The largest double has 309 digits before the point.
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                      std::chars_format::fixed, digits);
    return {buffer.data(), result.ptr};
}

}  // namespace

std::string score_text(double score) {
    return fixed(score, 4);
}

std::string typed(const Span& span, const std::string& text, std::string_view query) {
    if (span.length == 0) return text;
    return std::string(query.substr(std::min(span.offset, query.size()), span.length));
}

std::string explanation_table(const Explanation& explanation, std::span<const Concept> concepts,
                              std::string_view query, std::size_t indent) {
    constexpr std::size_t widest_text = 32;
    std::vector<std::vector<std::string>> rows;
    for (const ConceptScore& part : explanation.concepts) {
        const Concept& source = concepts[part.part];
        std::string places;
        for (const FieldFrequency& field : part.fields) {
            if (!places.empty()) places += ", ";
            places += field.field + " " + cli::grouped(field.frequency) + "/" +
                      cli::grouped(field.length);
        }
        std::string rarity = "in " + cli::counted(part.document_frequency, "paper");
        if (part.weight != 1) rarity += ", weight " + fixed(part.weight, 2);
        rows.push_back({score_text(part.contribution),
                        cut(typed(source.span, source.text, query), widest_text), places, rarity});
    }
    return in_columns(rows, indent, true);
}

}  // namespace quire::output
