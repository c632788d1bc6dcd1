#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "corpus/format.hpp"
#include "quire/corpus.hpp"
#include "quire/error.hpp"

namespace quire {
namespace corpus {
namespace {

struct Row {
    FormatInfo info;
    MakeFormat make;
};

constexpr std::array<Row, 5> rows = {{
    {{"jsonl", "JSON Lines: an object a line, its keys the fields of the schema", ".jsonl .ndjson",
      "Keys that are fields of the schema, and id; _id stands for id and text for the last text "
      "field, as in BEIR's collections.",
      "Other keys; null."},
     make_jsonl},
    {{"csv", "comma-separated values: a row with the names of columns, then a paper a row", ".csv",
      "Columns named as fields of the schema, and id, in capitals or not; quoting as in RFC 4180. "
      "Lists are cut at semicolons. Cells may also be separated by semicolons.",
      "Other columns; empty cells; rows with more or fewer cells than there are columns."},
     make_csv},
    {{"tsv", "tab-separated values, else as csv", ".tsv .tab",
      "As csv; a cell that begins with a quote is quoted only if a quote at its end closes it.",
      "As csv."},
     make_tsv},
    {{"bibtex", "BibTeX and BibLaTeX", ".bib",
      "The citation key as id; title, abstract, year (or date), url (or doi), author, journal or "
      "booktitle or series as venue, keywords as categories, langid as language; macros, and "
      "accents and signs of TeX.",
      "Other fields; what stands between entries; crossref, which inherits nothing."},
     make_bibtex},
    {{"pairs", "plain text: a title line, then a line that is its abstract", ".pairs",
      "The keys title and abstract; the id is the number of the title's line.",
      "Blank lines before a title."},
     make_pairs},
}};

std::string names() {
    std::string list;
    for (const Row& row : rows) list += (list.empty() ? "" : ", ") + std::string(row.info.name);
    return list;
}

/// Whether the path ends so, in upper or lower case.
bool has_extension(std::string_view path, std::string_view extension) {
    return path.size() >= extension.size() &&
           same_but_case(path.substr(path.size() - extension.size()), extension);
}

/// Whether the path ends with one of `extensions`, which blanks separate.
bool has_any_extension(std::string_view path, std::string_view extensions) {
    while (!extensions.empty()) {
        const std::size_t end = std::min(extensions.find(' '), extensions.size());
        if (has_extension(path, extensions.substr(0, end))) return true;
        extensions.remove_prefix(std::min(end + 1, extensions.size()));
    }
    return false;
}

/// The file name without the extension of a compressor.
std::string_view uncompressed_name(std::string_view path) {
    for (const std::string_view extension : {".gz", ".bz2", ".zst", ".xz"}) {
        if (has_extension(path, extension)) return path.substr(0, path.size() - extension.size());
    }
    return path;
}

}  // namespace

MakeFormat find_format(const std::string& name, const std::string& path) {
    const std::string_view file = uncompressed_name(path);
    for (const Row& row : rows) {
        if (name.empty() ? has_any_extension(file, row.info.extensions) : row.info.name == name) {
            return row.make;
        }
    }
    if (!name.empty()) {
        throw Error(ErrorCode::invalid_argument, "there is no format \"" + name + "\"",
                    "The formats are: " + names() + ".");
    }
    if (path == "-") return make_jsonl;
    throw Error(ErrorCode::invalid_argument, "the name of " + path + " does not tell its format",
                "Say which format it is: " + names() + ".");
}

std::string defect(Line result, const std::string& line) {
    if (result == Line::too_long) return "more than 64 MiB in a line";
    const std::size_t invalid = find_invalid_utf8(line);
    if (invalid != std::string::npos) return "invalid UTF-8 at byte " + std::to_string(invalid);
    return {};
}

bool is_blank(const std::string& line) {
    return line.find_first_not_of(" \t") == std::string::npos;
}

}  // namespace corpus

std::span<const FormatInfo> formats() {
    static const std::vector<FormatInfo> infos = [] {
        std::vector<FormatInfo> list;
        for (const corpus::Row& row : corpus::rows) list.push_back(row.info);
        return list;
    }();
    return infos;
}

}  // namespace quire
