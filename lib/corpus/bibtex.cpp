// The format "bibtex": entries of BibTeX and BibLaTeX.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "corpus/bibtex_entry.hpp"
#include "corpus/bibtex_values.hpp"
#include "corpus/format.hpp"
#include "corpus/mapping.hpp"
#include "quire/error.hpp"

namespace quire::corpus {
namespace {

constexpr std::size_t npos = std::string_view::npos;

constexpr std::array<KeyName, 7> names = {{
    {"authors", "author"},
    {"venue", "journal"},
    {"venue", "journaltitle"},
    {"venue", "booktitle"},
    {"venue", "series"},
    {"categories", "keywords"},
    {"language", "langid"},
}};

bool is_letter_or_digit(char c) {
    return ('a' <= lower_case(c) && lower_case(c) <= 'z') || ('0' <= c && c <= '9');
}

bool is_in_type(char c) {
    return is_letter_or_digit(c) || c == '_' || c == '-';
}

/// The start of an entry: `@article{`.
struct Opening {
    std::string type;        ///< In lower case.
    char delimiter;          ///< `{` or `(`.
    std::size_t end = npos;  ///< Behind the delimiter; npos if there is none.
};

/// Reads the opening at `at`, which blanks may stand before.
Opening read_opening(std::string_view line, std::size_t at) {
    constexpr std::string_view blanks = " \t";
    at = line.find_first_not_of(blanks, at);
    if (at == npos || line[at] != '@') return {};
    const std::size_t begin = std::min(line.find_first_not_of(blanks, at + 1), line.size());
    std::size_t end = begin;
    while (end < line.size() && is_in_type(line[end])) ++end;
    const std::size_t open = line.find_first_not_of(blanks, end);
    if (open == npos || begin == end || (line[open] != '{' && line[open] != '(')) return {};
    return {lower_case(line.substr(begin, end - begin)), line[open], open + 1};
}

/// Finds the first opening from `at` on; an `@` behind a letter or digit is that of an address,
/// unless what follows cannot be one.
Opening find_opening(std::string_view line, std::size_t at) {
    for (at = line.find('@', at); at != npos; at = line.find('@', at + 1)) {
        Opening opening = read_opening(line, at);
        if (opening.end == npos) continue;
        const bool may_be_address = at > 0 && is_letter_or_digit(line[at - 1]);
        if (!may_be_address || is_in_type(line[opening.end - 2])) return opening;
    }
    return {};
}

/// Whether a line within an entry begins the next one: with an opening, or with blanks, an opening
/// and a key with its comma.
bool begins_entry(std::string_view line) {
    const Opening opening = read_opening(line, 0);
    if (opening.end == npos) return false;
    const std::size_t key_end = line.find_first_of(",{}()\"= \t", opening.end);
    return line.starts_with('@') || (key_end != npos && line[key_end] == ',');
}

/// The `@article` at the end of a line whose `{` may stand on the next.
std::string unfinished_opening(std::string_view line, std::size_t from) {
    constexpr std::size_t longest_type = 100;
    const std::size_t at = line.rfind('@');
    if (at == npos || at < from || (at > 0 && is_letter_or_digit(line[at - 1]))) return {};
    const std::string_view type = trimmed(line.substr(at + 1));
    if (type.size() > longest_type || !std::ranges::all_of(type, is_in_type)) return {};
    return "@" + std::string(type) + " ";
}

/// Finds the delimiter that closes an entry, line by line.
class Closing {
public:
    explicit Closing(char delimiter) : braces_(delimiter == '{') {}

    /// Its place in the line, from `at` on; npos if it is not there.
    std::size_t find(std::string_view line, std::size_t at) {
        for (; at < line.size(); ++at) {
            const char c = line[at];
            if (c == '{') {
                ++depth_;
            } else if (c == '}') {
                if (depth_ == 0 && braces_) return at;
                if (depth_ > 0) --depth_;
            } else if (depth_ == 0 && !braces_) {
                // Brackets in a value do not close anything, and may be one alone.
                if (c == ')' && !in_quotes_) return at;
                if (c == '"') in_quotes_ = !in_quotes_;
            }
        }
        return npos;
    }

private:
    bool braces_;
    bool in_quotes_ = false;
    std::size_t depth_ = 0;
};

class Bibtex : public Format {
public:
    explicit Bibtex(const ReaderOptions& options)
        : mapping_(options, {.names = names, .key_case = KeyCase::ignored}) {}

    std::optional<Record> next(LineSource& lines) override {
        while (find_entry(lines)) {
            const std::size_t start = lines.number();
            try {
                read_text(lines);
                if (opening_.type == "comment" || opening_.type == "preamble") continue;
                if (opening_.type != "string") return mapping_.record(raw_record(start), lines);
                for (BibtexField& macro : read_bibtex_fields(text_, start, macros_)) {
                    macros_.define(macro.name, std::move(macro.value));
                }
            } catch (const InputError&) {
                throw;
            } catch (const Error& error) {
                if (error.code() != ErrorCode::malformed_input) throw;
                if (opening_.type == "comment") continue;
                throw InputError(lines.name(), start, error.what());
            }
        }
        return std::nullopt;
    }

    std::map<std::string, std::uint64_t> unknown_keys() const override {
        return mapping_.unknown().records();
    }

    std::set<std::string> unseen_keys() const override { return mapping_.unseen(); }

private:
    /// Goes to the next line; false at the end of the file, and for a line that cannot be kept.
    bool next_line(LineSource& lines) {
        at_ = 0;
        read_ = lines.next(line_);
        if (read_ != Line::read) line_.clear();
        return read_ == Line::read;
    }

    /// Goes behind the next opening. What else stands between entries is comment, also an opening in
    /// a line that begins with `%`, which BibTeX would read.
    bool find_entry(LineSource& lines) {
        for (;;) {
            opening_ = find_opening(line_, at_);
            if (opening_.end != npos) {
                at_ = opening_.end;
                any_entry_ = true;
                return true;
            }
            const bool is_text = line_.find_first_not_of(" \t\r") != npos;
            if (is_text && first_text_ == 0) first_text_ = lines.number();
            const std::string unfinished = unfinished_opening(line_, at_);
            if (next_line(lines)) {
                line_.insert(0, unfinished);
                if (trimmed(line_).starts_with('%')) at_ = line_.size();
                continue;
            }
            if (read_ == Line::end) break;
            throw InputError(lines.name(), lines.number(),
                             "more than " + longest_record_name() + " in a line");
        }
        if (first_text_ == 0 || std::exchange(any_entry_, true)) return false;
        throw InputError(lines.name(), first_text_, "there is no entry in the file");
    }

    /// Reads what stands between the delimiters of the entry into `text_`, and goes behind it.
    /// @throws Error malformed_input: there is no end before the next entry begins.
    void read_text(LineSource& lines) {
        const auto fail = [](const std::string& reason) {
            throw Error(ErrorCode::malformed_input, reason);
        };
        text_.clear();
        Closing closing(opening_.delimiter);
        for (;;) {
            const std::size_t end = closing.find(line_, at_);
            text_.append(line_, at_, end == npos ? npos : end - at_);
            at_ = end == npos ? line_.size() : end + 1;
            if (end != npos) break;
            if (text_.size() > longest_record)
                fail("more than " + longest_record_name() + " in an entry");
            text_ += '\n';
            if (!next_line(lines)) {
                fail(read_ == Line::end
                         ? "the entry is not closed"
                         : "more than " + longest_record_name() + " in a line of the entry");
            }
            if (begins_entry(line_)) {
                fail("the entry is not closed before the next one, in line " +
                     std::to_string(lines.number()));
            }
        }
        const std::size_t invalid = find_invalid_utf8(text_);
        if (invalid != npos) fail("invalid UTF-8 at byte " + std::to_string(invalid));
    }

    RawRecord raw_record(std::size_t start) const {
        const BibtexEntry entry = read_bibtex_entry(text_, start, macros_);
        // As for BibTeX, the first field of a name counts.
        std::map<std::string_view, std::string_view> values;
        for (const BibtexField& field : entry.fields) {
            if (!trimmed(field.value).empty()) values.emplace(field.name, field.value);
        }
        values.erase("id");
        RawRecord raw{start, {}};
        raw.add("id", entry.key);
        for (const auto& [name, value] : values) {
            const bool makes_url = name == "doi" && !values.contains("url");
            const bool makes_year = name == "date" && !values.contains("year");
            if (makes_url) raw.add("url", link(bibtex_address(value)));
            if (makes_year) raw.add("year", trimmed(value).substr(0, 4));
            if (!(makes_url || makes_year) || mapping_.wants(name)) add(name, value, raw);
        }
        return raw;
    }

    static std::string link(const std::string& doi) {
        return doi.starts_with("http") ? doi : "https://doi.org/" + doi;
    }

    static void add(std::string_view name, std::string_view value, RawRecord& raw) {
        if (name == "author" || name == "editor") {
            for (const std::string& person : bibtex_names(value)) raw.add(name, person);
        } else if (name == "keywords") {
            for (const std::string& keyword : bibtex_keywords(value)) raw.add(name, keyword);
        } else if (name == "url" || name == "doi") {
            raw.add(name, bibtex_address(value));
        } else {
            raw.add(name, bibtex_text(value));
        }
    }

    Mapping mapping_;
    BibtexMacros macros_;
    std::string line_;
    Line read_ = Line::read;
    std::size_t at_ = 0;  ///< How far the line has been read.
    Opening opening_;     ///< Of the entry that is being read.
    std::string text_;    ///< What stands between its delimiters.
    bool any_entry_ = false;
    std::size_t first_text_ = 0;  ///< The first line that holds anything; 0 before it.
};

}  // namespace

std::unique_ptr<Format> make_bibtex(const ReaderOptions& options) {
    return std::make_unique<Bibtex>(options);
}

bool recognises_bibtex(std::string_view first_bytes) {
    return first_bytes.starts_with('@') && read_opening(first_bytes, 0).end != npos;
}

}  // namespace quire::corpus
