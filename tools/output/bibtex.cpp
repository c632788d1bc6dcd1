// The format "bibtex".
#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "cli/characters.hpp"
#include "output/format.hpp"
#include "output/publication.hpp"
#include "output/values.hpp"

namespace quire::output {

namespace {

bool is_alphanumeric(char c) {
    return ('a' <= c && c <= 'z') || ('A' <= c && c <= 'Z') || ('0' <= c && c <= '9');
}

bool is_one_of(char c, std::string_view characters) {
    return characters.find(c) != std::string_view::npos;
}

/// The text in TeX. BibTeX counts braces also behind a backslash, so that they need names.
std::string tex(std::string_view text) {
    struct Escape {
        char character;
        std::string_view tex;
    };
    static constexpr std::array<Escape, 10> escapes = {{{'\\', "\\textbackslash{}"},
                                                        {'{', "\\textbraceleft{}"},
                                                        {'}', "\\textbraceright{}"},
                                                        {'$', "\\$"},
                                                        {'&', "\\&"},
                                                        {'%', "\\%"},
                                                        {'#', "\\#"},
                                                        {'_', "\\_"},
                                                        {'^', "\\textasciicircum{}"},
                                                        {'~', "\\textasciitilde{}"}}};
    std::string result;
    for (const char c : cli::printable(text)) {
        const auto* escape = std::find_if(escapes.begin(), escapes.end(),
                                          [c](const Escape& row) { return row.character == c; });
        if (escape == escapes.end()) {
            result += c;
        } else {
            result += escape->tex;
        }
    }
    return result;
}

/// A title in TeX. Styles write titles in small letters, which must not happen to BERT.
std::string tex_title(std::string_view title) {
    std::string result;
    while (!title.empty()) {
        const auto end = std::find_if_not(title.begin(), title.end(), is_alphanumeric);
        const std::string_view word(title.begin(), end);
        const bool keeps_case = std::any_of(word.begin() + (word.empty() ? 0 : 1), word.end(),
                                            [](char c) { return 'A' <= c && c <= 'Z'; });
        if (keeps_case) {
            result += "{" + std::string(word) + "}";
        } else {
            result += word;
        }
        title.remove_prefix(word.size());
        const auto next = std::find_if(title.begin(), title.end(), is_alphanumeric);
        const std::string_view between(title.begin(), next);
        result += tex(between);
        title.remove_prefix(between.size());
    }
    return result;
}

/// Names are joined by "and", and have at most two commas; what is otherwise is one name in braces.
std::string tex_names(const std::vector<std::string>& names) {
    const auto is_plain = [](const std::string& name) {
        std::string words = " ";
        for (const char c : name) words += 'A' <= c && c <= 'Z' ? static_cast<char>(c + 32) : c;
        words += ' ';
        return words.find(" and ") == std::string::npos && words != " others " &&
               std::count(name.begin(), name.end(), ',') <= 2;
    };
    std::vector<std::string> all;
    for (const std::string& name : names) {
        const std::string line = cli::printable(name);
        all.push_back(is_plain(line) ? tex(line) : "{" + tex(line) + "}");
    }
    return joined(all, " and ");
}

/// An address or a DOI, which is no TeX: what does not belong into one is written as %XX.
std::string address(std::string_view text) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string result;
    for (const char c : word_of(text)) {
        if (is_one_of(c, "{}\\\"<>^`|")) {
            const auto byte = static_cast<unsigned char>(c);
            result += {'%', digits[byte / 16], digits[byte % 16]};
        } else {
            result += c;
        }
    }
    return result;
}

class Entries : public Writer {
public:
    using Writer::Writer;

    std::string answer(const Answer& answer) override {
        std::string text;
        for (const Hit& hit : answer.results.hits) {
            // A paper that answers several questions is one entry.
            if (!ids_.insert(hit.document.id).second) continue;
            if (ids_.size() > 1) text += '\n';
            text += entry(hit.document);
        }
        return text;
    }

private:
    std::string entry(const Document& document) {
        static constexpr std::array<std::string_view, 3> types = {"article", "inproceedings",
                                                                  "misc"};
        const Publication kind = publication(document);
        std::string text = "@" + std::string(types[static_cast<std::size_t>(kind)]) + "{" +
                           key(document.id) + ",\n";
        const auto add = [&](std::string_view name, const std::string& value) {
            if (!value.empty()) text += "  " + std::string(name) + " = {" + value + "},\n";
        };
        add("title", tex_title(document.title));
        add("author", tex_names(document.authors));
        add(kind == Publication::article ? "journal" : "booktitle", tex(document.venue));
        add("year", text_of(document, "year"));
        for (const std::string_view field :
             {"volume", "number", "pages", "series", "publisher", "isbn", "issn"}) {
            add(field, tex(text_of(document, field)));
        }
        add("doi", address(text_of(document, "doi")));
        add("url", address(document.url));
        add("abstract", tex(document.abstract));
        add("keywords", tex(joined(document.categories, ", ")));
        return text + "}\n";
    }

    /// The id, so that a paper has the same key in every export. Bytes that may not be in a key are
    /// written as _XX; keys that differ in case only are the same to BibTeX, and get a number.
    std::string key(std::string_view id) {
        constexpr std::string_view digits = "0123456789ABCDEF";
        std::string safe;
        for (const char c : id) {
            const auto byte = static_cast<unsigned char>(c);
            if (is_alphanumeric(c) || is_one_of(c, "-_.:/+")) {
                safe += c;
            } else {
                safe += {'_', digits[byte / 16], digits[byte % 16]};
            }
        }
        std::string result = safe;
        for (int number = 2; !keys_.insert(lower_case(result)).second; ++number) {
            result = safe + "-" + std::to_string(number);
        }
        return result;
    }

    static std::string lower_case(std::string text) {
        for (char& c : text) {
            if ('A' <= c && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        }
        return text;
    }

    std::set<std::string, std::less<>> ids_;
    std::set<std::string, std::less<>> keys_;
};

}  // namespace

std::unique_ptr<Writer> make_bibtex(const Setting& setting) {
    return std::make_unique<Entries>(setting);
}

}  // namespace quire::output
