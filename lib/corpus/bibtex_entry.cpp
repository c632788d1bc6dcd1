#include "corpus/bibtex_entry.hpp"

#include <algorithm>
#include <utility>

#include "base/ascii.hpp"
#include "corpus/lines.hpp"
#include "quire/error.hpp"

namespace quire::corpus {
namespace {

constexpr std::size_t npos = std::string_view::npos;

/// More are no paper, and each takes many times the memory of what it may be in the file.
constexpr std::size_t most_fields = 10'000;

class Parser {
public:
    Parser(std::string_view text, std::size_t line, const BibtexMacros& macros)
        : text_(text), line_(line), macros_(macros) {}

    std::string key() {
        const std::size_t end = std::min(text_.find(',', at_), text_.size());
        const std::string_view key = trimmed(text_.substr(at_, end - at_));
        if (key.empty() || key.find('=') != npos) fail("the entry has no citation key");
        at_ = end;
        return std::string(key);
    }

    std::vector<BibtexField> fields() {
        std::vector<BibtexField> fields;
        for (skip(", \t\n\v\f\r"); at_ < text_.size(); skip(", \t\n\v\f\r")) {
            fields.push_back(field());
            if (fields.size() > most_fields)
                fail("more than " + std::to_string(most_fields) + " fields");
        }
        return fields;
    }

private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    void skip(std::string_view what) {
        at_ = std::min(text_.find_first_not_of(what, at_), text_.size());
    }

    [[noreturn]] void fail(const std::string& reason) const {
        const auto lines = std::ranges::count(text_.substr(0, at_), '\n');
        throw Error(
            ErrorCode::malformed_input,
            reason + ", in line " + std::to_string(line_ + static_cast<std::size_t>(lines)));
    }

    /// A name of a field or macro, or a number.
    std::string_view word() {
        const std::size_t begin = at_;
        at_ = std::min(text_.find_first_of(" \t\n\v\f\r\"#%'(),={}", at_), text_.size());
        return text_.substr(begin, at_ - begin);
    }

    BibtexField field() {
        BibtexField field{lower_case(word()), {}};
        if (field.name.empty()) fail("expected the name of a field, got " + here());
        skip(spaces);
        if (peek() != '=') fail("expected \"=\" after \"" + field.name + "\", got " + here());
        do {
            ++at_;  // The equals sign, or one that joins two parts.
            skip(spaces);
            append_part(field);
            skip(spaces);
        } while (peek() == '#');
        if (at_ < text_.size() && peek() != ',') {
            fail("expected a comma after the value of \"" + field.name + "\", got " + here());
        }
        return field;
    }

    /// What stands at the place, as errors show it.
    std::string here() const {
        if (at_ == text_.size()) return "the end of the entry";
        constexpr std::size_t most = 12;
        std::size_t end = std::min({text_.find('\n', at_ + 1), at_ + most, text_.size()});
        while (end < text_.size() && (static_cast<unsigned char>(text_[end]) & 0xC0U) == 0x80U)
            ++end;
        return "\"" + std::string(text_.substr(at_, end - at_)) + "\"";
    }

    void append_part(BibtexField& field) {
        std::string_view part;
        if (peek() == '{' || peek() == '"') {
            part = enclosed(field.name);
        } else {
            part = word();
            if (part.empty()) fail("expected a value for \"" + field.name + "\", got " + here());
            if (part.find_first_not_of("0123456789") != npos) part = macros_.text(part);
        }
        if (field.value.size() + part.size() > longest_record) {
            fail("the value of \"" + field.name + "\" has more than " + longest_record_name());
        }
        field.value += part;
    }

    /// A part in braces or quotes; braces in it are balanced.
    std::string_view enclosed(const std::string& name) {
        const bool quotes = peek() == '"';
        const std::size_t begin = at_ + 1;
        std::size_t depth = 0;
        for (std::size_t i = begin; i < text_.size(); ++i) {
            const char c = text_[i];
            if (depth == 0 && c == (quotes ? '"' : '}')) {
                at_ = i + 1;
                return text_.substr(begin, i - begin);
            }
            if (c == '{') ++depth;
            if (c == '}' && depth-- == 0) break;
        }
        fail("the value of \"" + name + "\" is not closed");
    }

    std::string_view text_;
    std::size_t line_;
    const BibtexMacros& macros_;
    std::size_t at_ = 0;
};

}  // namespace

BibtexMacros::BibtexMacros()
    : texts_{{"jan", "January"},   {"feb", "February"}, {"mar", "March"},    {"apr", "April"},
             {"may", "May"},       {"jun", "June"},     {"jul", "July"},     {"aug", "August"},
             {"sep", "September"}, {"oct", "October"},  {"nov", "November"}, {"dec", "December"}} {}

void BibtexMacros::define(const std::string& name, std::string text) {
    bytes_ += name.size() + text.size();
    if (bytes_ > longest_record) {
        throw Error(ErrorCode::malformed_input,
                    "all macros have more than " + longest_record_name());
    }
    texts_.insert_or_assign(name, std::move(text));
}

std::string_view BibtexMacros::text(std::string_view name) const {
    const auto macro = texts_.find(lower_case(name));
    return macro == texts_.end() ? name : macro->second;
}

BibtexEntry read_bibtex_entry(std::string_view text, std::size_t line, const BibtexMacros& macros) {
    Parser parser(text, line, macros);
    std::string key = parser.key();
    return {std::move(key), parser.fields()};
}

std::vector<BibtexField> read_bibtex_fields(std::string_view text, std::size_t line,
                                            const BibtexMacros& macros) {
    return Parser(text, line, macros).fields();
}

}  // namespace quire::corpus
