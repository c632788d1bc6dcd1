// quire: searches an index.
#include <unistd.h>

#include <algorithm>
#include <array>
#include <string>

#include "cli/characters.hpp"
#include "cli/help.hpp"
#include "cli/numbers.hpp"
#include "cli/options.hpp"
#include "cli/terminal.hpp"
#include "cli/tool.hpp"
#include "output/format.hpp"
#include "quire/searcher.hpp"

namespace {

using namespace quire;
using cli::Exit;

std::vector<cli::TableRow> format_rows() {
    std::vector<cli::TableRow> rows;
    for (const output::Format& format : output::formats()) {
        rows.push_back({std::string(format.name), std::string(format.description)});
    }
    return rows;
}

std::vector<cli::TableRow> model_names() {
    std::vector<cli::TableRow> rows;
    for (const ModelInfo& model : models()) {
        rows.push_back({std::string(model.name), std::string(model.description)});
    }
    return rows;
}

/// With a row for each parameter.
std::vector<cli::TableRow> model_rows() {
    std::vector<cli::TableRow> rows;
    for (const ModelInfo& model : models()) {
        rows.push_back({std::string(model.name), std::string(model.description)});
        for (const ParameterInfo& parameter : model.parameters) {
            rows.push_back({"  " + std::string(parameter.name),
                            std::string(parameter.meaning) + "; " +
                                cli::shortest(parameter.minimum) + " to " +
                                cli::shortest(parameter.maximum) + ", default " +
                                cli::shortest(parameter.default_value)});
        }
    }
    return rows;
}

std::vector<cli::TableRow> color_rows() {
    return {{"auto", "on a terminal"}, {"always", ""}, {"never", ""}};
}

constexpr std::array<cli::Option, 11> options = {{
    {"limit", 'n', "N", false, "Print at most N papers. Default: 10."},
    {"offset", 0, "N", false, "Pass over the first N papers. Default: 0."},
    {"format", 0, "FORMAT", false, "How to print them, see Formats. Default: text.", format_rows},
    {"model", 0, "SPEC", false,
     "How to rank them, see Models: a name, or a name with parameters as in bm25:k1=0.9,b=0.4.",
     model_names},
    {"no-compounds", 0, "", false,
     "Do not let the spellings of a compound stand for each other: else pre-training, pretraining "
     "and the phrase \"pre training\" each find all three. Two bare words find no compounds."},
    {"count", 0, "", false, "Print how many papers match, an exact number, and nothing else."},
    {"parse", 0, "", false,
     "Print how the query is read instead of papers: what each part of it does, the spellings "
     "that it stands for, and how many papers hold it."},
    {"strict", 0, "", false, "Refuse a query that has errors instead of making the best of it."},
    {"color", 0, "WHEN", false,
     "Highlight with colors: auto (on a terminal), always or never. Default: auto.", color_rows},
    {"version", 0, "", false, "Print the version."},
    {"help", 'h', "", false, "Print this page."},
}};

cli::Page page() {
    using cli::Paragraph;
    using cli::Table;
    cli::Page page{"quire", "search an index of papers"};
    page.usage = {"quire [OPTIONS] INDEX QUERY..."};
    page.description =
        "Prints the papers in INDEX that match the query, best first. Options stand before INDEX. "
        "Everything after INDEX is the query, word for word, so a word in it may begin with a "
        "dash. Quotes that belong to the query have to be kept from the shell by other quotes.";
    page.examples = {
        {"quire-index papers.index corpus/papers.jsonl"},
        {"quire papers.index disentangled diffusion"},
        {"quire -n 3 papers.index '\"image generation\"' -video"},
        {"quire --format jsonl papers.index title:diffusion"},
        {"quire --count papers.index disentangled diffusion", "123\n"},
        {"quire --parse papers.index pre-training -gan",
         "pre-training  ranks \"pre train\" | pretrain  in at most 27 papers\n"
         "-gan          excludes gan                  in at most 14 papers\n"},
    };
    constexpr bool manual_only = true;
    page.sections = {
        {"Query",
         {Table{{
              {"diffusion models", "either word, in any inflection; papers with both come first"},
              {"\"image generation\"", "these words side by side, in any inflection"},
              {"title:diffusion", "the word in this text field only"},
              {"title:\"video diffusion\"", "the phrase in this text field only"},
              {"year:2020 author:ho",
               "only papers with these values; fields that are no text filter; author: is short "
               "for authors:"},
              {"author:\"christopher d manning\"", "these words side by side in a value"},
              {"date:2020-06", "any date in it, as in date:2020; if there is such a field"},
              {"id:p001", "the one paper with this id"},
              {"-gan -\"image generation\"", "without papers that have these"},
              {"-year:2020", "without papers that have this value"},
          }},
          Paragraph{"Upper and lower case and accents make no difference. `quire-index --info "
                    "INDEX` lists the fields. What cannot be understood is searched for as words, "
                    "and said so. There are no ranges, wildcards or brackets yet."}}},
        {"Options", {cli::OptionTable{options}}},
        {"Formats",
         {Table{format_rows()}, Paragraph{"The man page quire(1) describes the keys of jsonl."}}},
        {"Models", {Table{model_rows()}}},
        {"Keys",
         {Paragraph{"The format jsonl is an object a line, in UTF-8. Offsets and lengths count "
                    "bytes. A number has as many digits as it takes to read the same one back. The "
                    "version grows when a key changes its meaning or goes; new keys may come "
                    "without that, so pass over those that you do not know. A hit, best first:"},
          Table{output::jsonl_hit_keys()},
          Paragraph{"A part of the query, by --parse, in the order of the query:"},
          Table{output::jsonl_concept_keys()}},
         manual_only},
        {"Environment",
         {Table{{{"NO_COLOR", "if set, there are no colors unless --color=always"}}}}},
        cli::exit_section(&cli::ExitCode::quire),
        cli::completion_section("quire"),
    };
    page.see_also = {"quire-index(1)"};
    return page;
}

completion::Candidates operand_candidates(const std::vector<std::string>& before,
                                          std::string_view word) {
    if (before.empty()) return {completion::Candidates::Kind::directories};
    return completion::query_candidates(before.front(), word);
}

cli::Colors colors(const std::string& when) {
    if (when == "auto") return cli::Colors::automatic;
    if (when == "always") return cli::Colors::always;
    if (when == "never") return cli::Colors::never;
    throw cli::UsageError("--color: expected auto, always or never, got \"" + when + "\"");
}

const output::Format& format(const std::string& name) {
    std::string names;
    for (const output::Format& row : output::formats()) {
        if (row.name == name) return row;
        names += (names.empty() ? "" : " or ") + std::string(row.name);
    }
    throw cli::UsageError("--format: expected " + names + ", got \"" + name + "\"");
}

std::string joined(std::vector<std::string>::const_iterator word,
                   std::vector<std::string>::const_iterator end) {
    std::string text = *word;
    while (++word != end) text += " " + *word;
    return text;
}

/// Says so if the query begins with an option of quire: few mean to leave out a word called "-n".
void report_option(const std::string& word) {
    const auto is_word = [&](const cli::Option& option) {
        const std::string name = "--" + std::string(option.name);
        const std::string letter = std::string("-") + option.letter;
        const bool is_letter =
            option.letter != 0 && word.starts_with(letter) &&
            (word.size() == 2 ||
             (!option.argument.empty() &&
              word.find_first_not_of("0123456789", letter.size()) == std::string::npos));
        return word == name || word.starts_with(name + "=") || is_letter;
    };
    if (std::none_of(options.begin(), options.end(), is_word)) return;
    cli::report("quire", "\"" + word +
                             "\" stands after INDEX and is read as part of the query; options "
                             "stand before INDEX");
}

/// The characters of `text` that begin in the columns from `first` to before `last` and fit there.
std::string_view columns_between(std::string_view text, std::size_t first, std::size_t last) {
    std::size_t begin = text.size();
    std::size_t at = 0;
    for (std::size_t column = 0; at < text.size();) {
        const std::size_t length = cli::character_at(text, at).length;
        const std::size_t width = cli::columns(text.substr(at, length));
        if (column >= first) begin = std::min(begin, at);
        if (column + width > last) break;
        column += width;
        at += length;
    }
    return text.substr(std::min(begin, at), at - std::min(begin, at));
}

/// The query, or as much of it around `offset` as fits into `width` columns, and a mark below.
std::string marked(std::string_view query, std::size_t offset, std::size_t width) {
    // The mark may stand behind the end, which takes a column as well.
    const std::size_t all = cli::columns(query) + 1;
    const std::size_t place = cli::columns(query.substr(0, offset));
    std::size_t first = 0;
    std::size_t last = all;
    if (all > width) {
        first = std::min(place - std::min(place, width / 2), all - width);
        last = first + width;
    }
    const bool cut_before = first > 0;
    const bool cut_after = last + 1 < all;
    const std::string_view shown =
        columns_between(query, first + (cut_before ? 1 : 0), last - (cut_after ? 1 : 0));
    const auto begin = static_cast<std::size_t>(shown.data() - query.data());
    const std::size_t column =
        cli::columns(query.substr(begin, offset - begin)) + (cut_before ? 1 : 0);
    const std::string_view ellipsis = "…";
    std::string line(cut_before ? ellipsis : "");
    line += cli::printable(shown);
    if (cut_after) line += ellipsis;
    return "  " + line + "\n  " + std::string(column, ' ') + "^\n";
}

/// The remarks, and under each the query with a mark where the part begins that it is about.
void report(std::span<const Diagnostic> diagnostics, std::string_view query) {
    constexpr std::size_t most_remarks = 10;
    constexpr std::size_t indent = 2;
    const std::size_t width = cli::terminal(STDERR_FILENO).width - indent;
    const std::size_t shown = std::min(diagnostics.size(), most_remarks);
    for (const Diagnostic& diagnostic : diagnostics.first(shown)) {
        std::string text = "quire: " + cli::printable(diagnostic.message) + "\n";
        text += marked(query, std::min(diagnostic.offset, query.size()), width);
        if (!diagnostic.suggestion.empty()) {
            text += "  try: " + cli::printable(diagnostic.suggestion) + "\n";
        }
        cli::write_error(text);
    }
    if (shown < diagnostics.size()) {
        cli::write_error("... and " + cli::counted(diagnostics.size() - shown, "more remark") +
                         "\n");
    }
}

/// "12 papers", "10 of 1,204 papers", "11-20 of at least 1,204 papers", "no papers from 21 on; 12
/// match"
std::string summary(const SearchResults& results, const SearchOptions& search) {
    const std::size_t shown = results.hits.size();
    const std::size_t offset = search.offset;
    const std::string least = results.total_kind == TotalKind::lower_bound ? "at least " : "";
    if (shown == 0 && search.limit > 0 && results.total > 0) {
        return "no papers from " + cli::grouped(offset + 1) + " on; " + least +
               cli::grouped(results.total) + (results.total == 1 ? " matches\n" : " match\n");
    }
    std::string text;
    if (offset > 0 && shown > 0) {
        text = cli::grouped(offset + 1) + "-" + cli::grouped(offset + shown) + " of ";
    } else if (shown > 0 && shown < results.total) {
        text = cli::grouped(shown) + " of ";
    }
    return text + least + cli::counted(results.total, "paper") + "\n";
}

/// What heads the hits: the title, or the first text field of a schema without one.
std::string heading(const Searcher& searcher, const SearchResults& results) {
    const auto has_title = [](const Hit& hit) { return !hit.document.title.empty(); };
    if (results.hits.empty() || std::any_of(results.hits.begin(), results.hits.end(), has_title)) {
        return "title";
    }
    const Schema schema = searcher.info().schema;
    if (schema.find("title") != nullptr) return "title";
    const auto fields = schema.fields();
    return std::find_if(fields.begin(), fields.end(),
                        [](const Field& field) { return field.kind == FieldKind::text; })
        ->name;
}

Exit run(const cli::Arguments& arguments, cli::StandardOutput& output) {
    const std::vector<std::string>& operands = arguments.operands();
    if (operands.empty()) throw cli::UsageError("there is no INDEX");
    if (operands.size() == 1) throw cli::UsageError("there is no QUERY after " + operands.front());

    const bool parse_only = arguments.has("parse");
    const bool count_only = arguments.has("count");
    if (parse_only && count_only) {
        throw cli::UsageError("--parse and --count cannot stand together");
    }
    const output::Format& chosen = format(arguments.value("format", "text"));
    const cli::Terminal terminal =
        cli::terminal(STDOUT_FILENO, colors(arguments.value("color", "auto")));
    SearchOptions search;
    search.limit = parse_only || count_only ? 0 : arguments.whole_number("limit", 10);
    search.offset = arguments.whole_number("offset", 0);
    if (arguments.has("model")) search.model = RankingModel::parse(arguments.value("model"));
    search.exact_total = count_only;
    search.compounds = !arguments.has("no-compounds");

    const std::string text = joined(operands.begin() + 1, operands.end());
    const Searcher searcher(operands.front());
    const SearchResults results = searcher.search(Query::parse(text), search);
    report_option(operands[1]);
    report(results.diagnostics, text);
    if (arguments.has("strict") && !results.diagnostics.empty()) return Exit::usage;

    if (count_only) {
        output.write(std::to_string(results.total) + "\n");
        return results.total > 0 ? Exit::done : Exit::incomplete;
    }
    const std::string head = heading(searcher, results);
    const output::Page shown{results, text, head, search.offset, terminal};
    if (parse_only) {
        output.write(chosen.concepts(shown));
        return Exit::done;
    }
    output.write(chosen.hits(shown));
    output.flush();
    if (chosen.summary) cli::write_error(summary(results, search));
    const bool found = search.limit == 0 ? results.total > 0 : !results.hits.empty();
    return found ? Exit::done : Exit::incomplete;
}

}  // namespace

int main(int argc, char** argv) {
    return cli::run_tool(
        {"quire", options, cli::Placement::before_operands, page, operand_candidates, run}, argc,
        argv);
}
