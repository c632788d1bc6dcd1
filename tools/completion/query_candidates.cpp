#include <algorithm>
#include <array>
#include <optional>

#include "cli/characters.hpp"
#include "cli/numbers.hpp"
#include "completion/candidates.hpp"
#include "quire/index.hpp"
#include "quire/searcher.hpp"

namespace quire::completion {

namespace {

using Kind = Candidates::Kind;

/// Where the last part of a query begins: after the last space that stands in no quotes, and the
/// hyphens that exclude.
std::size_t last_part(std::string_view query) {
    std::size_t begin = 0;
    bool quoted = false;
    for (std::size_t at = 0; at < query.size(); ++at) {
        if (query[at] == '"') quoted = !quoted;
        if (query[at] == ' ' && !quoted) begin = at + 1;
    }
    return std::min(query.find_first_not_of('-', begin), query.size());
}

/// Whether a query can hold it between quotes, and a line of the answer as well.
bool can_be_typed(std::string_view value) {
    constexpr std::array<std::string_view, 7> quotes = {"\"",     "\u201C", "\u201D", "\u201E",
                                                        "\u201F", "\u00AB", "\u00BB"};
    const bool has_quote = std::any_of(quotes.begin(), quotes.end(), [&](std::string_view quote) {
        return value.find(quote) != std::string_view::npos;
    });
    return !has_quote && cli::printable(value) == value;
}

Candidates fields(const Schema& schema, const std::string& before, std::string_view part) {
    Candidates found{Kind::open};
    const auto add = [&](const std::string& name, std::string_view meaning) {
        if (name.starts_with(part)) {
            found.rows.push_back({before + name + ":", std::string(meaning)});
        }
    };
    for (const Field& field : schema.fields()) add(field.name, name(field.kind));
    add("id", "the one paper with this id");
    return found;
}

}  // namespace

Candidates query_candidates(const std::string& index, std::string_view word) {
    const std::optional<IndexOptions> options = index_options(index);
    if (!options) return {};
    const std::size_t begin = last_part(word);
    const std::string_view part = word.substr(begin);
    const std::size_t colon = part.find(':');
    if (colon == std::string_view::npos) {
        return fields(options->schema, std::string(word.substr(0, begin)), part);
    }
    const Field* field = options->schema.find(part.substr(0, colon));
    if (field == nullptr || field->kind != FieldKind::keyword) return {};

    const std::string_view before = word.substr(0, begin + colon + 1);
    std::string_view value = part.substr(colon + 1);
    const bool quoted = value.starts_with('"');
    if (quoted) value.remove_prefix(1);
    constexpr std::size_t most_values = 100;
    Candidates plain;
    Candidates in_quotes;
    for (const FieldValue& one : Searcher(index).values(field->name, value, most_values)) {
        if (!can_be_typed(one.value)) continue;
        const bool needs_quotes = one.value.find(' ') != std::string::npos;
        const std::string meaning = cli::counted(one.document_frequency, "paper");
        const std::string start(before);
        if (!needs_quotes) plain.rows.push_back({start + one.value, meaning});
        if (needs_quotes || quoted) {
            in_quotes.rows.push_back({start + '"' + one.value + '"', meaning});
        }
    }
    // A shell puts what all candidates begin with in place of what was typed, which would get lost
    // if some of them had a quote there and others not.
    if (quoted || plain.rows.empty()) return in_quotes;
    if (value.empty())
        plain.rows.insert(plain.rows.end(), in_quotes.rows.begin(), in_quotes.rows.end());
    return plain;
}

}  // namespace quire::completion
