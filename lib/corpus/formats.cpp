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

    /// Whether a file may be in the format by its first bytes, which do not begin with white space;
    /// null where they cannot tell.
    bool (*recognises)(std::string_view first_bytes) = nullptr;
};

constexpr std::array<Row, 11> rows = {{
    {{"jsonl", "JSON Lines: an object a line, its keys the fields of the schema",
      ".jsonl .ndjson .json",
      "Keys that are fields of the schema, and id; _id stands for id and text for the last text "
      "field, as in BEIR's collections.",
      "Other keys; null."},
     make_jsonl,
     recognises_jsonl},
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
     make_bibtex,
     recognises_bibtex},
    {{"beir",
      "a folder with a corpus.jsonl in it, compressed or not, or that file with --format beir", "",
      "As jsonl; also the keys of metadata that are fields of the schema.",
      "Queries and judgments; other keys."},
     make_beir},
    {{"arxiv", "the snapshot of arXiv's metadata, a JSON object a line", ".json",
      "The keys id, title, abstract, authors_parsed or authors, categories, journal-ref as venue; "
      "the year of the first version; the doi, or the address at arXiv, as url.",
      "Other keys."},
     make_arxiv,
     recognises_arxiv},
    {{"acl", "XML of the ACL Anthology", ".xml",
      "The elements of each paper (author as authors), booktitle (as venue) and year of its "
      "volume; the id in the Anthology, and its address there as url.",
      "Front matter; other elements."},
     make_acl,
     recognises_acl},
    {{"pubmed", "XML of PubMed", ".xml",
      "Of articles and books: PMID as id, title, abstract with its labels, authors, journal or "
      "book as venue, year, MeSH descriptors and keywords as categories, the doi, or the address "
      "at PubMed, as url. All is English, as PubMed has it.",
      "DeleteCitation; OtherAbstract; Language, which is that of the article; all else."},
     make_pubmed,
     recognises_pubmed},
    {{"trec", "SGML documents as in TREC's collections: DOC, DOCNO, TEXT",
      ".trec .trectext .sgml .sgm",
      "DOCNO as id; TITLE, HEADLINE, HEAD, HL or TI as title; ABSTRACT, TEXT, BODY or AB as "
      "abstract; AUTHOR, AU or BYLINE, cut at semicolons, as authors; the year in DATE; JOURNAL, "
      "SOURCE, SO or PUB as venue; KEYWORDS, SUBJECT or IN as categories.",
      "Tags within these, whose text is kept; all else."},
     make_trec,
     recognises_trec},
    {{"smart", "records .I, .T, .A, .B, .W and .K, as in Cranfield, CISI, MED and CACM", ".smart",
      ".I as id, .T as title, .W as abstract, .A as authors, a line each or with \";\" or \" and "
      "\" between them, .B as venue, .K as categories.",
      ".X; sections of other letters unless they are mapped to a field."},
     make_smart,
     recognises_smart},
    {{"pairs", "plain text: a title line, then a line that is its abstract", ".pairs",
      "The keys title and abstract; the id is the number of the title's line.",
      "Blank lines before a title; after a title without an abstract an odd number of lines up to "
      "the next blank one."},
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

/// Those of `possible` that the first lines may be of: no more lines than it takes to find one. Any
/// will do for a file without text, which has no records.
std::vector<const Row*> recognise(const std::vector<const Row*>& possible, LineSource& lines) {
    std::vector<const Row*> recognised;
    std::size_t seen = 0;
    bool any_text = false;
    for (std::size_t count = 1; recognised.empty(); ++count) {
        const std::string_view peeked = lines.peek(count);
        if (peeked.size() == seen) break;
        seen = peeked.size();
        const std::string_view bytes = trimmed(peeked);
        any_text = any_text || !bytes.empty();
        for (const Row* row : possible) {
            if (row->recognises != nullptr && row->recognises(bytes)) recognised.push_back(row);
        }
    }
    return any_text ? recognised : std::vector<const Row*>{possible.front()};
}

}  // namespace

MakeFormat find_format(const std::string& name, LineSource& lines) {
    if (!name.empty()) {
        const auto row = std::ranges::find(rows, name, [](const Row& r) { return r.info.name; });
        if (row != rows.end()) return row->make;
        throw Error(ErrorCode::invalid_argument, "there is no format \"" + name + "\"",
                    "The formats are: " + names() + ".");
    }
    std::vector<const Row*> possible;
    const std::string_view file = uncompressed_name(lines.name());
    for (const Row& row : rows) {
        if (has_any_extension(file, row.info.extensions)) possible.push_back(&row);
    }
    if (possible.size() == 1) return possible.front()->make;
    if (possible.empty()) {
        for (const Row& row : rows) possible.push_back(&row);
    }
    const std::vector<const Row*> recognised = recognise(possible, lines);
    if (recognised.size() == 1) return recognised.front()->make;
    if (recognised.empty()) {
        throw Error(ErrorCode::invalid_argument,
                    "neither the name nor the first bytes of " + lines.name() + " tell its format",
                    "Say which format it is: " + names() + ".");
    }
    std::string list;
    for (const Row* row : recognised) {
        list += (list.empty() ? "" : " or ") + std::string(row->info.name);
    }
    throw Error(ErrorCode::invalid_argument, lines.name() + " may be in the format " + list,
                "Say which format it is.");
}

std::string defect(Line result, const std::string& line) {
    if (result == Line::too_long) return "more than " + longest_record_name() + " in a line";
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
