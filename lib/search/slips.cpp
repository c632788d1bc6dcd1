#include "search/slips.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "query/printer.hpp"
#include "schema/fields.hpp"
#include "schema/values.hpp"
#include "search/expression.hpp"
#include "search/filters.hpp"
#include "search/matcher.hpp"
#include "search/nearest_id.hpp"

namespace quire::search {
namespace {

using query::Demand;
using query::Node;

/// Documents that are looked at for a phrase.
constexpr int most_looks = 1000;

/// Words of a text that stand side by side are a phrase if one in so many documents with the first
/// has the others behind it, or so many documents do.
constexpr std::uint64_t share_of_phrase = 10;
constexpr std::uint64_t enough_phrases = 100;

/// Words behind a field that may belong to it.
constexpr std::size_t longest_name = 8;

/// Phrases of a query that are looked for, and ids.
constexpr int most_phrases = 64;
constexpr int most_ids = 16;

bool is_plain_word(const Node& node) {
    return node.kind == Node::Kind::word && !node.exact && !node.pattern && node.edits == 0 &&
           node.boost == 1 && node.text != "*";
}

bool is_bare_word(const Node& node) {
    return is_plain_word(node) && node.field.empty() && node.demand == Demand::none;
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

/// Whether it has digits and something else, as few words of a text have.
bool may_be_id(std::string_view word) {
    return std::any_of(word.begin(), word.end(), is_digit) &&
           !std::all_of(word.begin(), word.end(), is_digit);
}

class Slips {
public:
    Slips(index::Reader& reader, std::vector<Diagnostic>& diagnostics)
        : reader_(reader), schema_(reader.schema()), diagnostics_(diagnostics) {}

    void look_at_query(const Node& root) {
        look_at(root);
        if (root.parts.size() != 1 || ids_ > 0) return;
        const Node& only = root.parts.front();
        const std::string typed = query::to_string(only);
        if (only.field != "id" && only.parts.empty() && reader_.find(typed)) note_id(only, typed);
    }

private:
    void look_at(const Node& node) {
        for (const Node& part : node.parts) look_at(part);
        if (node.kind == Node::Kind::list && node.field.empty()) {
            for (std::size_t i = 0; i + 1 < node.parts.size(); ++i) {
                look_behind_field(std::span(node.parts).subspan(i));
            }
        }
        if (node.kind == Node::Kind::word && node.field.empty()) look_for_field(node);
        if (node.kind == Node::Kind::word) look_for_id(node);
    }

    const Field* value_field(std::string_view name) const {
        const Field* field = schema_.find(name);
        return field != nullptr && field->kind != FieldKind::text ? field : nullptr;
    }

    void look_for_field(const Node& node) {
        const std::string_view text = node.text;
        const std::size_t end = std::min(text.find_first_of(":<>="), text.size());
        if (end == text.size() || value_field(text.substr(0, end)) == nullptr) return;
        const std::string name(text.substr(0, end));
        const std::string_view rest = text.substr(end);
        if (rest == ":") {
            diagnostics_.push_back({node.offset, node.length,
                                    "taken for a word, since nothing follows it",
                                    "write the value right behind the colon"});
        } else if (rest.front() != ':') {
            const std::string_view value = rest.substr(rest.starts_with('=') ? 1 : 0);
            diagnostics_.push_back({node.offset, node.length,
                                    "taken for words, since a field needs a colon",
                                    "write " + name + ":" + std::string(value)});
        }
    }

    void look_for_id(const Node& node) {
        const bool is_id = node.field == "id";
        if (!(is_id || (is_bare_word(node) && may_be_id(node.text))) || ++ids_ > most_ids) return;
        const std::optional<std::string> id = nearest_id(node.text, reader_);
        if (id && !(is_id && *id == node.text)) note_id(node, *id);
    }

    void note_id(const Node& node, const std::string& id) {
        note(node.offset, node.offset + node.length, "there is a paper with the id \"" + id + "\"",
             "write id:" + id);
    }

    void note(std::size_t begin, std::size_t end, std::string message, std::string suggestion) {
        diagnostics_.push_back({begin, end - begin, std::move(message), std::move(suggestion),
                                Diagnostic::Severity::note});
    }

    /// @param parts two or more
    void look_behind_field(std::span<const Node> parts) {
        const Node& first = parts[0];
        if (!is_plain_word(first) || first.field.empty() || !is_bare_word(parts[1])) return;
        const Field* field = find_field(first.field, schema_);
        if (field == nullptr) return;
        if (field->kind != FieldKind::text && field->kind != FieldKind::keyword) {
            return look_for_range(first, parts[1], *field);
        }
        const auto [phrase, words] = phrase_from(parts, *field);
        if (words < 2) return;
        Node whole = first;
        whole.kind = Node::Kind::phrase;
        whole.text = phrase;
        const Node& last = parts[words - 1];
        note(first.offset, last.offset + last.length,
             "\"" + first.field + ":\" holds for \"" + first.text + "\" alone",
             "write " + query::to_string(whole));
    }

    /// `year:2005 - 2008`, where the sign between them was reported.
    void look_for_range(const Node& from, const Node& to, const Field& field) {
        if (!canonical(field.kind, from.text) || !canonical(field.kind, to.text)) return;
        for (Diagnostic& one : diagnostics_) {
            if (one.offset < from.offset + from.length || one.offset >= to.offset) continue;
            if (one.suggestion.empty()) {
                one.suggestion = "write " + from.field + ":" + from.text + ".." + to.text;
            }
        }
    }

    /// The words from the first part on that stand side by side in the field, and how many they
    /// are; of a name also the other way round: `author:lovelace ada`. One document with a name
    /// will do; texts have many words side by side by chance.
    std::pair<std::string, std::size_t> phrase_from(std::span<const Node> parts,
                                                    const Field& field) {
        std::string phrase = parts.front().text;
        std::uint64_t least = 1;
        if (field.kind == FieldKind::text) {
            least = std::max<std::uint64_t>(
                1,
                documents_with(phrase, field, share_of_phrase * enough_phrases) / share_of_phrase);
        }
        const auto is_one = [&](const std::string& text) {
            return documents_with(text, field, least) == least;
        };
        std::size_t words = 1;
        while (words < parts.size() && words < longest_name && is_bare_word(parts[words])) {
            const std::string longer = phrase + " " + parts[words].text;
            if (!is_one(longer)) break;
            phrase = longer;
            ++words;
        }
        if (words > 1 || !field.many) return {phrase, words};
        const std::string turned = parts[1].text + " " + parts[0].text;
        return is_one(turned) ? std::pair{turned, std::size_t{2}} : std::pair{phrase, words};
    }

    /// How many documents, at most `most`, have the phrase in the field.
    std::uint64_t documents_with(const std::string& phrase, const Field& field,
                                 std::uint64_t most) {
        if (++phrases_ > most_phrases) return 0;
        const auto expression = phrase_in(field, phrase);
        if (!expression) return 0;
        const auto matcher = make_matcher(*expression, reader_.source());
        std::uint64_t found = 0;
        for (int looks = 0;
             looks < most_looks && found < most && matcher->document() != postings::no_document;
             ++looks) {
            if (matcher->matches()) ++found;
            matcher->seek(matcher->document() + 1);
        }
        return found;
    }

    std::optional<Expression> phrase_in(const Field& field, const std::string& phrase) {
        if (field.kind == FieldKind::text) {
            std::vector<Expression> terms;
            for (text::Token& token : reader_.analyzers().own().analyze(phrase)) {
                Expression term;
                term.term = std::move(token.term);
                term.field = text_field_of(field, schema_);
                terms.push_back(std::move(term));
            }
            if (terms.empty()) return std::nullopt;
            return sequence_of(std::move(terms));
        }
        Node node;
        node.kind = Node::Kind::phrase;
        node.text = phrase;
        return read_filter(node, field, row_of(field, schema_), reader_.analyzers().own(),
                           reader_.source())
            .expression;
    }

    index::Reader& reader_;
    const Schema& schema_;
    std::vector<Diagnostic>& diagnostics_;
    int phrases_ = 0;
    int ids_ = 0;
};

}  // namespace

void add_slips(const query::Syntax& syntax, index::Reader& reader,
               std::vector<Diagnostic>& diagnostics) {
    Slips(reader, diagnostics).look_at_query(syntax.root);
}

}  // namespace quire::search
