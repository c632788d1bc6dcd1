#include "index/layout.hpp"

#include <algorithm>

#include "schema/values.hpp"

namespace quire::index {
namespace {

struct Convention {
    std::string_view field;
    std::string_view prefix;
};

/// Omega's letters for fields that it knows; all others get X and their name in capitals.
constexpr Convention conventions[] = {
    {"title", "S"},    {"authors", "A"}, {"author", "A"}, {"categories", "K"},
    {"keywords", "K"}, {"year", "Y"},    {"date", "D"},   {"url", "U"},
};

/// A small letter behind the X: no prefix of a field has one.
constexpr std::string_view compounds = "Xh";

/// Capital letters only, since no term starts with one: where a prefix ends is never in doubt.
std::string prefix_of(std::string_view field) {
    for (const Convention& row : conventions) {
        if (row.field == field) return std::string(row.prefix);
    }
    std::string prefix = "X";
    for (const char c : field) {
        if (c >= 'a' && c <= 'z') {
            prefix += static_cast<char>(c - 'a' + 'A');
        } else if (c >= '0' && c <= '9') {
            prefix += static_cast<char>(c - '0' + 'A');
        }
    }
    return prefix;
}

bool is_capital(char c) {
    return c >= 'A' && c <= 'Z';
}

/// Omega's rule: a colon keeps a long prefix apart from a term that could be part of it.
void append(std::string& prefixed, std::string_view term) {
    const bool doubtful =
        prefixed.size() > 1 && !term.empty() && (is_capital(term.front()) || term.front() == ':');
    if (doubtful) prefixed += ':';
    prefixed += term;
}

}  // namespace

Layout::Layout(const Schema& schema) {
    for (const Field& field : schema.fields()) {
        std::string prefix = prefix_of(field.name);
        // "author" beside "authors", or "a_b" beside "ab".
        while (std::find(prefixes_.begin(), prefixes_.end(), prefix) != prefixes_.end()) {
            prefix = prefix.front() == 'X' ? prefix + 'X' : 'X' + prefix;
        }
        if (field.kind == FieldKind::text) {
            text_fields_.push_back(prefixes_.size());
        }
        positions_.push_back(!field.stored);
        prefixes_.push_back(std::move(prefix));
    }
}

bool Layout::text_has_positions() const {
    return std::any_of(text_fields_.begin(), text_fields_.end(),
                       [&](std::size_t field) { return has_positions(field); });
}

std::string Layout::id_term(std::string_view id) {
    std::string term = "Q";
    // One byte more than any id has: it is no document's.
    term += id.substr(0, longest_id + 1);
    return term;
}

std::string Layout::stem_term(std::string_view stem) {
    std::string term = "Z";
    term += stem;
    return term;
}

std::string Layout::stem_term(std::string_view stem, std::size_t text_field) const {
    std::string term = "Z" + prefix(text_fields_[text_field]);
    append(term, stem);
    return term;
}

std::string Layout::value_term(std::string_view value, std::size_t field) const {
    std::string term = prefix(field);
    append(term, value);
    return term;
}

std::optional<std::string_view> Layout::value_of(std::string_view term, std::size_t field) const {
    const std::size_t length = prefix(field).size();
    if (!term.starts_with(prefix(field))) return std::nullopt;
    std::string_view value = term.substr(length);
    if (length == 1 || value.empty()) return value;  // No other prefix starts with the letter.
    if (is_capital(value.front())) return std::nullopt;
    if (value.front() == ':') value.remove_prefix(1);
    return value;
}

bool Layout::is_compound(std::string_view term) {
    return term.starts_with(compounds);
}

std::vector<std::string> Layout::parts_of_compound(std::string_view term) {
    std::vector<std::string> parts;
    for (std::size_t space = term.find(' '); space < term.size();) {
        const std::size_t begin = space + 1;
        space = std::min(term.find(' ', begin), term.size());
        parts.emplace_back(term.substr(begin, space - begin));
    }
    return parts;
}

std::string Layout::compound_prefix(std::string_view solid) {
    std::string term(compounds);
    term += solid;
    term += ' ';
    return term;
}

}  // namespace quire::index
