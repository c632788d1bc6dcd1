#include "search/text_leaves.hpp"

#include <algorithm>
#include <utility>

#include "schema/fields.hpp"

namespace quire::search {

using query::Demand;
using query::Node;

std::vector<Reading> TextLeaves::readings(const Node& node, bool whole) {
    std::vector<Reading> found;
    if (node.pattern) {
        // What stands between wildcards is no word, but it counts as one.
        found.resize(1);
        found.front().end = node.text.size();
        found.front().tokens = {{{}}};
    } else {
        found = readings_.of(node.text, whole);
        if (found.empty())
            report(node, "there is no word in this; passed over", {}, Diagnostic::Severity::note);
    }
    return found;
}

std::optional<Expression> TextLeaves::expression(const Node& node, Reading& reading,
                                                 std::optional<std::size_t> field) {
    if (reading.cut) {
        report(node,
               "only the first " + std::to_string(longest_phrase) +
                   " words of this phrase are looked for",
               {});
    }
    const bool cut = cut_to_words_left(node, reading) || reading.cut;
    const std::size_t words = reading.longest();
    if (words == 0) return std::nullopt;
    if (node.pattern) return pattern(node, field);
    if (node.edits > 0) {
        if (words == 1) return fuzzy(node, reading, field);
        report(node, "only single words can have other spellings; taken as it is", {});
    }
    const bool prefix = node.prefix && !cut;
    const Expression beginning = prefix ? last_word(node, reading, field) : Expression{};
    return readings_.alternatives(reading, [&](CompoundReader& compounds, Words tokens) {
        const Words whole = prefix ? tokens.first(tokens.size() - 1) : tokens;
        std::vector<Expression> parts;
        if (node.exact) {
            for (const text::Token& token : whole) parts.push_back(exact(token, field));
        } else {
            parts = compounds.parts(whole, field);
        }
        if (prefix) parts.push_back(beginning);
        Expression side_by_side = sequence_of(std::move(parts), node.slop);
        if (node.exact || node.prefix || node.slop > 0) return side_by_side;
        return with_synonyms(std::move(side_by_side), compounds, tokens, field);
    });
}

bool TextLeaves::cut_to_words_left(const Node& node, Reading& reading) {
    const std::size_t words = reading.longest();
    if (words <= words_left_) {
        words_left_ -= words;
        return false;
    }
    if (!std::exchange(said_words_, true)) {
        report(node, "only the first " + std::to_string(most_words) + " words are searched for",
               {});
    }
    reading.cut_to(std::exchange(words_left_, 0));
    return true;
}

Expression TextLeaves::with_synonyms(Expression words, CompoundReader& compounds, Words tokens,
                                     std::optional<std::size_t> field) {
    if (synonyms_ == nullptr || synonyms_->empty()) return words;
    std::string name;
    for (const text::Token& token : tokens) name += (name.empty() ? "" : " ") + token.word;
    std::vector<Expression> names = {std::move(words)};
    for (const std::string& other : synonyms_->of(name)) {
        std::vector<Expression> parts = compounds.parts(other, field);
        if (parts.empty()) continue;
        Expression one = sequence_of(std::move(parts));
        if (std::find(names.begin(), names.end(), one) == names.end()) {
            names.push_back(std::move(one));
        }
    }
    return any_of(std::move(names));
}

Expression TextLeaves::pattern(const Node& node, std::optional<std::size_t> field) {
    // A hyphen parts words.
    std::vector<Expression> parts;
    for (std::size_t begin = 0; begin <= node.text.size();) {
        const std::size_t end = std::min(node.text.find('-', begin), node.text.size());
        const std::string_view part = std::string_view(node.text).substr(begin, end - begin);
        begin = end + 1;
        if (parts.size() >= longest_phrase) break;
        if (part.find_first_of("*?") == std::string_view::npos) {
            for (const Reading& reading : readings_.of(part, true)) {
                parts.push_back(readings_.expression(reading, field));
            }
            continue;
        }
        parts.push_back(words_like(node, readings_.foldings(part), field));
    }
    return sequence_of(std::move(parts));
}

Expression TextLeaves::last_word(const Node& node, const Reading& reading,
                                 std::optional<std::size_t> field) {
    std::set<std::string> beginnings;
    for (const std::vector<text::Token>& tokens : reading.tokens) {
        if (!tokens.empty()) beginnings.insert(tokens.back().word + '*');
    }
    return words_like(node, beginnings, field);
}

Expression TextLeaves::words_like(const Node& node, const std::set<std::string>& patterns,
                                  std::optional<std::size_t> field) {
    return expanded(node, field, [&](std::string_view word) {
        return std::ranges::any_of(
            patterns, [&](const std::string& pattern) { return matches_pattern(pattern, word); });
    });
}

Expression TextLeaves::fuzzy(const Node& node, const Reading& reading,
                             std::optional<std::size_t> field) {
    std::set<std::string> meant;
    for (const std::vector<text::Token>& tokens : reading.tokens) {
        for (const text::Token& token : tokens) meant.insert(token.word);
    }
    return expanded(node, field, [&](std::string_view word) {
        return std::ranges::any_of(
            meant, [&](const std::string& typed) { return within_edits(typed, word, node.edits); });
    });
}

Expression TextLeaves::exact(const text::Token& token, std::optional<std::size_t> field) {
    if (!exact_forms_) {
        std::set<std::string> words;
        add_exact_words(root_, words);
        exact_forms_.emplace(source_, words);
    }
    return exact_forms_->of(text::bounded_term(token.word), field);
}

void TextLeaves::add_exact_words(const Node& node, std::set<std::string>& words) {
    for (const Node& part : node.parts) add_exact_words(part, words);
    if (!node.exact) return;
    for (const Reading& reading : readings_.of(node.text, true)) {
        for (const std::vector<text::Token>& tokens : reading.tokens) {
            for (const text::Token& token : tokens) {
                if (words.size() < most_words) words.insert(text::bounded_term(token.word));
            }
        }
    }
}

Expression TextLeaves::expanded(const Node& node, std::optional<std::size_t> field,
                                const AcceptWord& accept) {
    if (expansions_ == most_expansions) {
        if (!std::exchange(said_expansions_, true)) {
            report(node,
                   "only the first " + std::to_string(most_expansions) +
                       " words with wildcards or other spellings are looked for",
                   {});
        }
        return any_of({});
    }
    ++expansions_;
    Expansion expansion = expand_words(source_, accept, field, most_expanded_words);
    if (expansion.words == 0)
        report(node, "no word of the index is like this", {}, Diagnostic::Severity::note);
    if (expansion.left_out > 0) {
        report(node,
               "stands for the " + std::to_string(expansion.words) + " commonest words; " +
                   std::to_string(expansion.left_out) + " rarer ones are left out",
               "write more letters", Diagnostic::Severity::note);
    }
    return std::move(expansion.expression);
}
std::optional<std::optional<std::size_t>> TextLeaves::narrowed(
    const Node& node, std::optional<std::size_t> field) const {
    if (node.field.empty()) return field;
    const Field* own = find_field(node.field, schema_);
    if (own == nullptr || own->kind != FieldKind::text) return std::nullopt;
    const std::size_t own_field = text_field_of(*own, schema_);
    if (field && *field != own_field) return std::nullopt;
    return own_field;
}

bool TextLeaves::has_place(const Node& node, std::optional<std::size_t> field) const {
    const auto own_field = narrowed(node, field);
    if (!own_field) return false;
    if (node.kind == Node::Kind::range || node.kind == Node::Kind::all) return false;
    if (node.kind == Node::Kind::near && node.parts.size() > most_near_parts) return false;
    return std::all_of(node.parts.begin(), node.parts.end(), [&](const Node& part) {
        // Absence has no place; a sign in brackets is about the whole paper.
        if (part.demand == Demand::excluded) return false;
        if (node.kind == Node::Kind::list && part.demand != Demand::none) return false;
        return has_place(part, *own_field);
    });
}

std::optional<Expression> TextLeaves::placed(const Node& node, std::optional<std::size_t> field) {
    field = *narrowed(node, field);
    if (node.parts.empty()) {
        std::vector<Reading> found = readings(node, true);
        if (found.empty()) return std::nullopt;
        return expression(node, found.front(), field);
    }
    const auto says_nothing = [&](const Node& part) {
        return node.kind == Node::Kind::list && is_stop_word(part);
    };
    const bool all_nothing = std::all_of(node.parts.begin(), node.parts.end(), says_nothing);
    std::vector<Expression> parts;
    for (const Node& part : node.parts) {
        if (!all_nothing && says_nothing(part)) continue;
        if (auto place = placed(part, field)) parts.push_back(std::move(*place));
    }
    if (parts.empty()) return std::nullopt;
    if (node.kind != Node::Kind::near || parts.size() == 1) return any_of(std::move(parts));
    Expression near;
    near.kind = Expression::Kind::near;
    near.gap = node.distance;
    near.parts = std::move(parts);
    return near;
}

bool TextLeaves::is_stop_word(const Node& node) {
    if (node.kind != Node::Kind::word || node.exact || node.pattern || node.edits > 0) {
        return false;
    }
    const std::vector<Reading> found = readings_.of(node.text, false);
    return found.size() == 1 && found.front().stop_word;
}

void TextLeaves::report(const Node& node, std::string message, std::string suggestion,
                        Diagnostic::Severity severity) {
    diagnostics_.push_back(
        {node.offset, node.length, std::move(message), std::move(suggestion), severity});
}

}  // namespace quire::search
