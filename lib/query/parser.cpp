#include "query/parser.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "query/characters.hpp"
#include "query/printer.hpp"

namespace quire::query {
namespace {

bool is_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool is_name_character(char c) {
    return is_letter(c) || (c >= '0' && c <= '9') || c == '_';
}

/// Overwrites each stretch of bytes that is not UTF-8 with blanks, so that offsets stay as they
/// are, and reports it.
std::vector<Diagnostic> blank_invalid_bytes(std::string& text) {
    std::vector<Diagnostic> diagnostics;
    std::size_t begin = 0;
    for (;;) {
        const std::size_t found = find_invalid_utf8(std::string_view(text).substr(begin));
        if (found == std::string_view::npos) return diagnostics;
        const std::size_t at = begin + found;
        if (found == 0 && !diagnostics.empty()) {
            ++diagnostics.back().length;
        } else {
            diagnostics.push_back({at, 1, "not UTF-8", {}});
        }
        text[at] = ' ';
        begin = at + 1;
    }
}

/// Walks through text that is valid UTF-8.
class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Syntax parse() {
        for (;;) {
            skip_space();
            if (at_end()) return std::move(syntax_);
            parse_clause();
        }
    }

private:
    bool at_end() const { return at_ == text_.size(); }
    bool at(char c) const { return !at_end() && text_[at_] == c; }
    std::size_t space() const { return space_length(text_.substr(at_)); }
    std::size_t quote() const { return tex_accent() ? 0 : quote_length(text_.substr(at_)); }
    /// Whether the quote here is part of an accent as TeX writes it: `Schr\"odinger`, `\"{o}`.
    bool tex_accent() const {
        return at('"') && at_ > 0 && text_[at_ - 1] == '\\' && at_ + 1 < text_.size() &&
               (is_letter(text_[at_ + 1]) || text_[at_ + 1] == '{');
    }

    void skip_space() {
        while (!at_end() && space() > 0) at_ += space();
    }
    void skip_hyphens() {
        while (at('-')) ++at_;
    }

    void report(std::size_t begin, std::size_t end, std::string message,
                std::string suggestion = {}) {
        syntax_.diagnostics.push_back(
            {begin, end - begin, std::move(message), std::move(suggestion)});
    }

    void parse_clause() {
        Clause clause;
        clause.offset = at_;
        skip_hyphens();
        clause.excluded = at_ > clause.offset;
        if (at_end() || space() > 0) {
            report(clause.offset, at_, "a hyphen that excludes nothing");
            return;
        }
        clause.field = parse_field();
        if (const std::size_t opening = quote(); opening > 0) {
            parse_phrase(std::move(clause), opening);
        } else {
            parse_word(std::move(clause));
        }
    }

    /// The name before a colon that something to look for follows; empty if there is none.
    std::string parse_field() {
        if (!is_letter(text_[at_])) return {};
        std::size_t end = at_;
        while (end < text_.size() && is_name_character(text_[end])) ++end;
        const std::string_view rest = text_.substr(end);
        if (rest.size() < 2 || rest[0] != ':' || rest[1] == '/' || rest[1] == ':' ||
            space_length(rest.substr(1)) > 0) {
            return {};
        }
        const std::string_view name = text_.substr(at_, end - at_);
        at_ = end + 1;
        return std::string(name);
    }

    void parse_word(Clause clause) {
        clause.text_offset = at_;
        while (!at_end() && space() == 0 && quote() == 0) ++at_;
        clause.text = text_.substr(clause.text_offset, at_ - clause.text_offset);
        add(std::move(clause));
    }

    void parse_phrase(Clause clause, std::size_t opening) {
        const std::size_t quote_offset = at_;
        at_ += opening;
        clause.quoted = true;
        clause.text_offset = at_;
        bool empty = true;
        while (!at_end() && quote() == 0) {
            const std::size_t blank = space();
            if (blank == 0) empty = false;
            at_ += std::max<std::size_t>(blank, 1);
        }
        clause.text = text_.substr(clause.text_offset, at_ - clause.text_offset);

        const bool closed = !at_end();
        if (closed) {
            at_ += quote();
            // As in "pre"-training: they connect, and do not exclude what comes next.
            skip_hyphens();
        }
        if (empty) {
            report(clause.offset, at_, closed ? "nothing between the quotes" : "unclosed quote");
            return;
        }
        if (!closed) {
            report(quote_offset, clause.text_offset, "unclosed quote", to_string(clause));
        }
        add(std::move(clause));
    }

    void add(Clause clause) {
        clause.length = at_ - clause.offset;
        syntax_.clauses.push_back(std::move(clause));
    }

    std::string_view text_;
    std::size_t at_ = 0;
    Syntax syntax_;
};

}  // namespace

Syntax parse(std::string_view text) {
    std::string valid(text);
    const std::vector<Diagnostic> invalid = blank_invalid_bytes(valid);
    Syntax syntax = Parser(valid).parse();
    if (!invalid.empty()) {
        std::vector<Diagnostic> all;
        std::merge(syntax.diagnostics.begin(), syntax.diagnostics.end(), invalid.begin(),
                   invalid.end(), std::back_inserter(all),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.offset < b.offset; });
        syntax.diagnostics = std::move(all);
    }
    return syntax;
}

}  // namespace quire::query
