#include "ask/page.hpp"

#include <array>

#include "cli/engines.hpp"
#include "cli/help.hpp"
#include "cli/models.hpp"
#include "cli/numbers.hpp"
#include "cli/tool.hpp"
#include "output/format.hpp"
#include "output/json_objects.hpp"
#include "quire/ranking.hpp"

namespace quire::ask {

namespace {

std::vector<cli::TableRow> format_rows() {
    std::vector<cli::TableRow> rows;
    for (const output::Format& format : output::formats()) {
        rows.push_back({std::string(format.name), std::string(format.description)});
    }
    return rows;
}

std::vector<cli::TableRow> color_rows() {
    return {{"auto", "on a terminal"}, {"always", ""}, {"never", ""}};
}

}  // namespace

std::span<const cli::Option> options() {
    static constexpr std::array<cli::Option, 28> rows = {{
        {"limit", 'n', "N", false, "Print at most N papers. Default: 10."},
        {"offset", 0, "N", false, "Pass over the first N papers. Default: 0."},
        {"after", 0, "PLACE", false,
         "Go on behind a place that an earlier search named, also if the index has changed: "
         "`start` "
         "at first, then what stands behind \"next\"; --offset then only says from which number to "
         "count."},
        {"all", 'a', "", false,
         "Find only papers that have all the words, not those that have one of them."},
        {"sort", 0, "KEYS", false,
         "The order, instead of the best first: fields with commas between, the first one first; a "
         "dash before one begins with its greatest value, as in -year,title. "
         "Papers without a value come last, equal ones the best first. The score is a key as well: "
         "-score is the best first. Papers that a query only filters have no score, and stand in "
         "the "
         "order of indexing."},
        {"collapse", 0, "FIELD", false,
         "Print one paper for each value of the field, the first in order, and how many more there "
         "are. Of a paper with several values the first one counts."},
        {"facet", 0, "FIELD[:N]", true,
         "Count the values of the field in all papers found, and print the N most frequent after "
         "the papers. Default: 10."},
        {"similar", 0, "ID", true,
         "Find papers that are like this one. There need be no QUERY; what it says is wanted "
         "as well."},
        {"similar-to", 0, "FILE", false, "Find papers that are like the text in FILE."},
        {"synonyms", 0, "FILE", false,
         "Search for words under their other names as well, see Synonyms."},
        {"queries", 0, "FILE", false,
         "Answer many queries: a line for each, or its topic, a tab and the query. The topic is "
         "what "
         "the answer is called, else the number of the line."},
        {"format", 0, "FORMAT", false, "How to print papers, see Formats. Default: text.",
         format_rows},
        {"format-version", 0, "N", false,
         "Refuse to print JSON whose keys mean something else than they do in version N."},
        {"model", 0, "SPEC", false,
         "How to rank, see Models: a name, or a name with parameters as in bm25:k1=0.9,b=0.4.",
         cli::model_names},
        {"engine", 0, "NAME", false, cli::engine_help, cli::engine_rows},
        {"timeout", 0, "SECONDS", false,
         "Stop after so many seconds, or a fraction as in 0.2, and print what is known by then: "
         "the "
         "best of the papers looked at, and at least how many there are. A remark and the exit "
         "status say so. With --queries, each has that much."},
        {"no-compounds", 0, "", false,
         "Do not let the spellings of a compound stand for each other: else pre-training, "
         "pretraining and the phrase \"pre training\" each find all three. Two bare words find no "
         "compounds."},
        {"count", 0, "", false,
         "Print how many papers match, an exact number, and nothing else; as json, all but "
         "the papers. Where time runs out there is no number."},
        {"parse", 0, "", false,
         "Print how the query is read instead of papers: all of it, then what each part does, the "
         "spellings that it stands for, and how many papers hold it: at most so many where it "
         "would take seconds to count them."},
        {"explain", 0, "", false, "Print why each paper has its score, see Scores."},
        {"why-not", 0, "ID", false,
         "Print why this paper is not found, or not higher: which part of the query keeps it out, "
         "or at which rank it stands and what the three papers above it have."},
        {"spelling", 0, "", false,
         "Say what was perhaps meant by a word that hardly any paper has. On a terminal that is "
         "done without being asked."},
        {"no-spelling", 0, "", false, "Do not, also on a terminal."},
        {"strict", 0, "", false,
         "Refuse a query that is not understood, or cannot be answered as it says, instead of "
         "making "
         "the best of it. What was only perhaps meant otherwise is no reason."},
        {"color", 0, "WHEN", false,
         "Highlight with colors: auto (on a terminal), always or never. Default: auto.",
         color_rows},
        {"help-query", 0, "", false, "Print the page on the query language, quire-query(7)."},
        {"version", 0, "", false, "Print the version."},
        {"help", 'h', "", false, "Print this page."},
    }};
    return rows;
}

cli::Page page() {
    using cli::Paragraph;
    using cli::Table;
    cli::Page page{"quire", "search an index of papers"};
    page.usage = {"quire [OPTIONS] INDEX QUERY...", "quire [OPTIONS] --queries FILE INDEX",
                  "quire [OPTIONS] --similar ID INDEX [QUERY...]"};
    page.description =
        "Prints the papers in INDEX that match the query, best first. Options stand before INDEX. "
        "Everything after INDEX is the query, word for word, so a word in it may begin with a "
        "dash. Quotes, brackets and stars that belong to the query have to be kept from the shell "
        "by other quotes.";
    page.examples = {
        {"quire-index papers.index corpus/papers.jsonl"},
        {"quire papers.index disentangled diffusion"},
        {"quire -n 3 papers.index '\"image generation\" -video'"},
        {"quire --all papers.index disentangled style transfer"},
        {"quire --count papers.index disentangled diffusion", "123\n"},
        {"quire --parse papers.index pre-training -gan",
         "read as: pre-training -gan\n"
         "  pre-training  ranks \"pre train\" | pretrain  in 25 papers\n"
         "  -gan          excludes gan                  in 14 papers\n"},
        {"quire -n 0 --facet categories:3 papers.index diffusion",
         "categories\n"
         "  25  diffusion\n"
         "  16  disentanglement\n"
         "  15  image-generation\n"
         "  and 14 more values\n"},
        {"quire --similar p041 --format ids -n 3 papers.index",
         "p150\n"
         "p184\n"
         "p031\n"},
        {"quire --why-not p041 papers.index diffusion transformer"},
        {"quire --format bibtex -n 1 papers.index title:stylespace"},
        {"printf 'gan\\nvae' | quire --queries - --format trec -n1 papers.index",
         "1 Q0 p074 1 2.1093355235002265 quire\n"
         "2 Q0 p055 1 2.3466197148025043 quire\n"},
    };
    constexpr bool manual_only = true;
    page.sections = {
        {"Query",
         {Table{{
              {"diffusion models", "either word, in any inflection; papers with both come first"},
              {"+diffusion -gan", "papers must have the one and must not have the other"},
              {"\"image generation\"", "these words side by side, in any inflection"},
              {"(gan OR vae) AND image", "the one or the other, and the third"},
              {"title:diffusion", "in this text field only"},
              {"author:ho year:2019..", "only papers by Ho, from 2019 on"},
              {"disentangl* difusion~", "words that begin so; words that are spelt much like it"},
              {"=learning", "only this form of the word"},
              {"*", "all papers, to sort them or to count their values"},
          }},
          Paragraph{"Upper and lower case and accents make no difference. `quire-index --info "
                    "INDEX` lists the fields. What cannot be understood is searched for as words, "
                    "and said so. quire-query(7), or `quire --help-query`, has all of it."}}},
        {"Options", {cli::OptionTable{options()}}},
        {"Formats",
         {Table{format_rows()},
          Paragraph{
              "The columns of csv and tsv are rank, id, score, title, authors, venue, year and "
              "url, then the fields of a schema of one's own; with --queries the topic comes "
              "first. Abstracts are in json and jsonl."},
          Paragraph{"No character of a paper that a terminal would obey is printed in any of them. "
                    "The man page quire(1) describes the keys of json and jsonl."}}},
        {"Models",
         {Paragraph{std::string(cli::model_syntax)}, Table{cli::model_rows()},
          Paragraph{"Stages can follow a model, each with a plus before it, as in "
                    "bm25f+sdm+rm3:documents=5; `best` is bm25f+sdm+rocchio, which costs six "
                    "to ten times as much as the default."},
          Table{cli::stage_rows()}}},
        {"Scores",
         {Paragraph{
             "The score of a paper is the sum of what the parts of the query give to it. "
             "--explain prints a line for each: what it gave, what was looked for, how often "
             "that is in a field and of how many words the field is, and in how many papers "
             "it is. Words from --similar are parts too."}}},
        {"Synonyms",
         {Paragraph{"A file of synonyms has a group a line. With commas only, each name stands for "
                    "all of them; with an arrow, what is left of it stands for what is right of it "
                    "as well. `#` begins a comment. For example:"},
          cli::Verbatim{"nmt, neural machine translation\npicture => image, photograph\n"}}},
        {"Keys",
         {Paragraph{
              "json is an object a query, jsonl an object a paper, each on a line of its own, "
              "in UTF-8. Offsets and lengths count bytes. A number has as many digits as it "
              "takes to read the same one back. The version grows when a key changes its "
              "meaning or goes; new keys may come without that, so pass over those that you "
              "do not know. An object of json:"},
          Table{output::answer_keys()}, Paragraph{"A hit, in either:"}, Table{output::hit_keys()},
          Paragraph{"A part of the query, and a line of jsonl by --parse:"},
          Table{output::concept_keys()}, Paragraph{"An object by --why-not, in either:"},
          Table{output::standing_keys()}},
         manual_only},
        {"Environment",
         {Table{{{"NO_COLOR", "if set, there are no colors unless --color=always"}}}}},
        cli::exit_section(&cli::ExitCode::quire),
        cli::completion_section("quire"),
    };
    page.see_also = {"quire-index(1)", "quire-query(7)"};
    return page;
}

}  // namespace quire::ask
