#include "indexing/page.hpp"

#include <array>
#include <string>
#include <vector>

#include "cli/exit_codes.hpp"
#include "cli/help.hpp"
#include "cli/tool.hpp"
#include "quire/corpus.hpp"
#include "quire/index.hpp"
#include "quire/schema.hpp"

namespace quire::indexing {
namespace {

std::vector<cli::TableRow> format_rows() {
    std::vector<cli::TableRow> rows;
    for (const FormatInfo& format : formats()) {
        std::string meaning(format.description);
        if (!format.extensions.empty()) meaning += " (" + std::string(format.extensions) + ")";
        meaning += ". Read: " + std::string(format.reads);
        rows.push_back(
            {std::string(format.name), meaning + " Passed over: " + std::string(format.skips)});
    }
    return rows;
}

std::vector<cli::TableRow> language_rows() {
    std::vector<cli::TableRow> rows;
    for (const LanguageInfo& language : languages()) {
        std::string name(language.name);
        if (!language.code.empty()) name += ", " + std::string(language.code);
        std::string meaning = language.stemmed ? "stems, " : "no stems, ";
        meaning += std::to_string(language.stop_words) + " stop words";
        if (!language.remark.empty()) meaning += ". " + std::string(language.remark);
        rows.push_back({std::move(name), std::move(meaning)});
    }
    return rows;
}

// What the shells complete has less to say than the page.
std::vector<cli::TableRow> format_values() {
    std::vector<cli::TableRow> rows;
    for (const FormatInfo& format : formats()) {
        rows.push_back({std::string(format.name), std::string(format.description)});
    }
    return rows;
}

std::vector<cli::TableRow> language_values() {
    std::vector<cli::TableRow> rows;
    for (const LanguageInfo& language : languages())
        rows.push_back({std::string(language.name), ""});
    return rows;
}

constexpr std::array<cli::Option, 19> all_options = {{
    {"format", 0, "FORMAT", false, "Format of the inputs, see Formats. Default: by their names.",
     format_values},
    {"map", 0, "FIELD=KEY", true,
     "Fill FIELD of the schema, or id, from KEY of the inputs: a column, a key, a tag. May be "
     "repeated. A key that no record has is an error, and nothing changes. Default: the key of "
     "the same name, and those under Formats."},
    {"skip-lines", 0, "N", false,
     "Pass over the first N lines of each input; they still count. Default: 0."},
    {"strip-prefix", 0, "TEXT", false, "Take TEXT off the first line that is read of each input."},
    {"schema", 0, "FILE", false,
     "Fields of a new index, see Schema; or an index, to have the same. Default: those of the "
     "index that --rebuild starts again, "
     "else those of papers."},
    {"language", 0, "NAME", false,
     "Language of a new index, for papers that do not name their own, see Languages. Default: that "
     "of the index that --rebuild starts again, else english.",
     language_values},
    {"rebuild", 0, "", false,
     "Start the index again from nothing, with the schema and language that it has unless others "
     "are given. Searches use the old one until the new one is done."},
    {"delete", 0, "ID", true,
     "Remove the paper with this id before anything is added. May be repeated, and INPUT may then "
     "be left out."},
    {"strict", 0, "", false,
     "Stop at the first record that cannot be read, and leave the index as it was."},
    {"wait", 0, "SECONDS", false,
     "How long to wait for another writer of the index to finish. Default: 0."},
    {"info", 0, "", false, "Print what INDEX is, and do nothing else."},
    {"verify", 0, "", false,
     "Look for damage in INDEX, and change nothing. While nothing was changed since it was built, "
     "each byte is compared with what was written; later, papers and postings with each other."},
    {"repair", 0, "", false,
     "Make INDEX again of the papers that can be read, where --verify finds damage, and say what "
     "is "
     "lost. --schema and --language tell what the index itself may not say any more."},
    {"dump", 0, "", false,
     "Write every paper of INDEX to standard output, as JSON Lines that can be indexed again."},
    {"backup", 0, "COPY", false,
     "Copy INDEX, as it is after the last commit, to the new directory COPY. A writer may be at "
     "work "
     "meanwhile; never copy an index that is written to by other means."},
    {"json", 0, "", false,
     "Print the summary, or what --info, --verify or --repair say, as a JSON object, see Keys."},
    {"quiet", 'q', "", false, "Print neither progress nor summary; a JSON summary all the same."},
    {"version", 0, "", false, "Print the version."},
    {"help", 'h', "", false, "Print this page."},
}};

}  // namespace

std::span<const cli::Option> options() {
    return all_options;
}

cli::Page page() {
    using cli::Paragraph;
    using cli::Table;
    cli::Page page{"quire-index", "make an index of papers, change it, describe it"};
    page.usage = {"quire-index [OPTIONS] INDEX INPUT...",
                  "quire-index --info|--verify|--repair [--json] INDEX",
                  "quire-index --dump INDEX > FILE.jsonl", "quire-index --backup COPY INDEX"};
    page.description =
        "Adds the papers of each INPUT to INDEX, which is a directory and is made if it is not "
        "there. A paper whose id is in the index already replaces the one there. An INPUT may be "
        "compressed (gzip, bzip2, zstd, xz); - is standard input. Options may stand anywhere. "
        "Searches see all changes at the end, at once; until then, and after any failure, the "
        "index is as it was.";
    page.examples = {
        {"quire-index papers.index corpus/papers.jsonl"},
        {"quire-index --rebuild papers.index corpus/papers.jsonl more.jsonl.gz"},
        {"quire-index --format pairs --skip-lines 2 papers.index page.txt"},
        {"quire-index --map title=Titel --map id=Nr papers.index list.csv"},
        {"quire-index papers.index --delete p001 --delete p002"},
        {"quire-index --info papers.index",
         "...\n"
         "schema\n"
         "  title       text weight=2\n"
         "  abstract    text\n"
         "  authors     keyword many\n"
         "  categories  keyword many\n"
         "  venue       keyword\n"
         "  url         keyword\n"
         "  year        integer\n"
         "  language    keyword\n"
         "...\n"},
    };
    page.sections = {
        {"Options", {cli::OptionTable{all_options}}},
        {"Formats",
         {Table{format_rows()},
          Paragraph{
              "The name of an INPUT tells its format, also under .gz, .bz2, .zst and .xz; where it "
              "leaves that open, as for standard input, the first bytes do. A folder is read as a "
              "collection of BEIR. A key named as a field of the schema fills it in every format; "
              "keys that fill none are counted. A record that cannot be read is reported as "
              "FILE:LINE: REASON and passed over, as is what follows where compressed data is "
              "damaged."}}},
        {"Schema",
         {Paragraph{"A schema file has a line for each field: its name, its kind (text, keyword, "
                    "integer, real or date), and if need be weight=NUMBER for text, many for "
                    "keywords, and unstored. The last text field should be the longest. This is "
                    "the default:"},
          cli::Verbatim{Schema::papers().to_string()}}},
        {"Damage",
         {Paragraph{
              "A commit is on disk, whole, when quire-index ends; one that was killed, or ran "
              "out of space, leaves the index as it was. Against failing disks and "
              "memory there are checksums: of every file while an index is as it was built, "
              "then of each paper, of each page of the image, and of all else that the index "
              "keeps in the database. `--verify` compares them, and postings with the papers "
              "analysed again. It keeps writers out meanwhile (see --wait), and a damaged "
              "file cannot crash it. `--repair` makes a new generation of the papers that can "
              "be read; where fields are not stored, it changes nothing, as their words would be "
              "lost. --schema and --language tell what the index itself may not say any more."},
          Paragraph{
              "`quire-index --dump INDEX > FILE.jsonl` and `quire-index --schema INDEX NEW "
              "FILE.jsonl` make an index that gives the same answers. `--backup` makes a copy "
              "that is an index of one revision, also while a writer is at work."}}},
        {"Languages",
         {Paragraph{
              "A language is called by its name, a code of two or three letters, or a tag that "
              "begins with one (de-AT). A paper whose field language names one is analysed in it, "
              "and as none if "
              "it names one that is not known; all others in the language of the index. A query is "
              "read in every language that papers of the index are in, or in that of its filter, "
              "language:de."},
          Table{language_rows()}}},
        {"Keys",
         {Paragraph{"The summary, by --json:"},
          Table{{
              {"version", "1; it grows when a key changes its meaning or goes"},
              {"read", "papers that were read and added"},
              {"skipped", "records that could not be read"},
              {"replaced", "papers that one read later, with the same id, took the place of"},
              {"deleted", "papers that --delete removed"},
              {"documents", "papers in the index now"},
              {"bytes", "size of what was read, as it is on disk"},
              {"seconds", "how long it took"},
              {"generation", "which build of the index this is; grows with --rebuild"},
              {"revision", "grows with every commit of the generation, not by one"},
              {"unknown_keys", "object: keys that are no field, and how many records had each"},
              {"unknown_languages",
               "object: languages that are none, and how many papers are in each"},
          }},
          Paragraph{"What --verify --json has found:"},
          Table{{
              {"version", "1, as above"},
              {"sound", "whether there is no damage"},
              {"sealed",
               "whether nothing was changed since the index was built, so that each byte "
               "was compared with what was written"},
              {"documents", "papers that were looked at"},
              {"bytes", "size of the index on disk"},
              {"damage", "list of sentences that name file, paper or term; the first thousand"},
          }},
          Paragraph{"What --repair --json has done:"},
          Table{{
              {"version", "1, as above"},
              {"before", "object: what was found, as by --verify"},
              {"documents", "papers in the index now"},
              {"lost", "list of papers that could not be read, by id where it is known"},
          }},
          Paragraph{"What an index is, by --info --json:"},
          Table{{
              {"version", "1, as above"},
              {"documents", "papers in the index"},
              {"languages", "list of those that papers were analysed in since the last --rebuild"},
              {"terms", "distinct terms of all kinds"},
              {"bytes", "size of the index on disk"},
              {"generation, revision", "as above"},
              {"image", "whether searches read the image of the index, which is faster"},
              {"image_problem", "what is wrong with the image; empty if nothing is"},
              {"schema", "list of its fields: name, kind, many, stored, weight"},
              {"fingerprint", "object: what must agree for the index to be read, by name"},
          }}}},
        cli::exit_section(&cli::ExitCode::quire_index),
        cli::completion_section("quire-index"),
    };
    page.see_also = {"quire(1)"};
    return page;
}

}  // namespace quire::indexing
