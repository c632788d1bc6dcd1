#include "search/readings.hpp"

#include <algorithm>
#include <utility>

#include "index/document_language.hpp"
#include "schema/fields.hpp"

namespace quire::search {
namespace {

/// One past the last token that hangs together with the token at `first`.
std::size_t group_end(const std::vector<text::Token>& tokens, std::size_t first, bool whole) {
    std::size_t last = first + 1;
    while (last < tokens.size() && (whole || tokens[last].joint != text::Joint::none)) ++last;
    return last;
}

/// The known language that all documents must be in which the parts of a node ask for.
const text::Language* demanded_language(const query::Node& node, const Schema& schema) {
    using Kind = query::Node::Kind;
    if (node.demand == query::Demand::excluded) return nullptr;
    if (node.field.empty()) {
        if (node.kind != Kind::list && node.kind != Kind::all) return nullptr;
        for (const query::Node& part : node.parts) {
            if (const text::Language* language = demanded_language(part, schema)) return language;
        }
        return nullptr;
    }
    const bool value = node.kind == Kind::word || node.kind == Kind::phrase;
    if (!value || find_field(node.field, schema) != index::language_field(schema)) return nullptr;
    return text::find_language(node.text);
}

}  // namespace

std::size_t Reading::longest() const {
    std::size_t most = 0;
    for (const std::vector<text::Token>& words : tokens) most = std::max(most, words.size());
    return most;
}

void Reading::cut_to(std::size_t most) {
    for (std::vector<text::Token>& words : tokens) words.resize(std::min(words.size(), most));
}

std::vector<Reading> Readings::of(std::string_view text, bool whole) {
    // For each analyzer its words, and how far they have been read.
    std::vector<std::vector<text::Token>> words;
    for (text::Analyzer* analyzer : analyzers_) words.push_back(analyzer->analyze(text));
    std::vector<std::size_t> at(words.size());

    std::vector<Reading> readings;
    for (;;) {
        Reading reading;
        reading.begin = text.size();
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (at[i] == words[i].size()) continue;
            reading.begin = std::min(reading.begin, words[i][at[i]].begin);
        }
        if (reading.begin == text.size()) return readings;
        reading.end = reading.begin + 1;
        reading.tokens.resize(words.size());
        // Every group that begins in the stretch belongs to it, and may make it longer.
        for (bool grows = true; std::exchange(grows, false);) {
            for (std::size_t i = 0; i < words.size(); ++i) {
                while (at[i] < words[i].size() && (whole || words[i][at[i]].begin < reading.end)) {
                    const std::size_t last = group_end(words[i], at[i], whole);
                    reading.end = std::max(reading.end, words[i][last - 1].end);
                    for (; at[i] < last; ++at[i]) {
                        reading.tokens[i].push_back(std::move(words[i][at[i]]));
                    }
                    grows = true;
                }
            }
        }
        reading.stop_word = true;
        for (std::vector<text::Token>& tokens : reading.tokens) {
            const bool stop_word =
                tokens.empty() || (tokens.size() == 1 && tokens.front().stop_word);
            reading.stop_word = reading.stop_word && stop_word;
        }
        if (reading.longest() > longest_phrase) {
            reading.cut_to(longest_phrase);
            reading.cut = true;
        }
        readings.push_back(std::move(reading));
    }
}

std::set<std::string> Readings::foldings(std::string_view part) const {
    std::set<std::string> foldings;
    for (const text::Analyzer* analyzer : analyzers_) foldings.insert(analyzer->fold(part));
    return foldings;
}

Expression Readings::alternatives(const Reading& reading, const Read& read) {
    std::vector<Expression> alternatives;
    const auto add = [&](Expression expression) {
        const bool known = std::ranges::find(alternatives, expression) != alternatives.end();
        if (!known) alternatives.push_back(std::move(expression));
    };
    for (std::size_t i = 0; i < reading.tokens.size(); ++i) {
        if (reading.tokens[i].empty()) continue;
        Expression expression = read(compound_readers_[i], reading.tokens[i]);
        if (expression.kind == Expression::Kind::any) {
            for (Expression& part : expression.parts) add(std::move(part));
        } else {
            add(std::move(expression));
        }
    }
    return any_of(std::move(alternatives));
}

Expression Readings::expression(const Reading& reading, std::optional<std::size_t> field) {
    return alternatives(reading, [&](CompoundReader& language, Words words) {
        return sequence_of(language.parts(words, field));
    });
}

std::vector<text::Analyzer*> query_analyzers(const query::Syntax& syntax, const Schema& schema,
                                             text::Analyzers& analyzers,
                                             std::span<const std::string> languages) {
    const text::Language* only =
        index::language_field(schema) == nullptr ? nullptr : demanded_language(syntax.root, schema);
    std::vector<text::Analyzer*> result;
    for (const std::string& language : languages) {
        if (only == nullptr || only->name == language) result.push_back(&analyzers.of(language));
    }
    // No document is in a language that the index does not hold: any will do.
    if (result.empty()) result.push_back(&analyzers.own());
    return result;
}

}  // namespace quire::search
