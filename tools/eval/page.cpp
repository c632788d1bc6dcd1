#include "eval/page.hpp"

#include <array>
#include <string>
#include <vector>

#include "cli/engines.hpp"
#include "cli/help.hpp"
#include "cli/models.hpp"
#include "cli/tool.hpp"
#include "eval/task.hpp"
#include "quire/evaluation.hpp"

namespace quire::eval {
namespace {

template <typename Rows>
std::vector<cli::TableRow> table_rows(const Rows& rows) {
    std::vector<cli::TableRow> result;
    for (const auto& row : rows) {
        result.push_back({std::string(row.name), std::string(row.description)});
    }
    return result;
}

std::vector<cli::TableRow> metric_rows() {
    return table_rows(evaluation::metrics());
}

std::vector<cli::TableRow> fusion_rows() {
    return table_rows(evaluation::fusions());
}

std::vector<cli::TableRow> format_rows() {
    return {{"text", "tables: a column for each system, then each against the first"},
            {"json", "one object: systems, metrics, values and comparisons, see Keys"},
            {"trec_eval",
             "measure, topic and value with tabs between, and trec_eval's names; with --fuse of "
             "the fusion alone"}};
}

std::vector<cli::TableRow> syntax_rows() {
    return {{"plain", "words, whatever characters they hold"},
            {"query", "a query as quire reads it"}};
}

}  // namespace

std::span<const cli::Option> options() {
    static constexpr std::array<cli::Option, 20> rows = {{
        {"topics", 0, "FILE", false, "What to search for, see Files."},
        {"qrels", 0, "FILE", false, "The judgments to score by, see Files."},
        {"model", 0, "SPEC", true,
         "A system: search with this model, see Models. Without --model and --run: `default`.",
         cli::model_names},
        {"engine", 0, "NAME", false, cli::engine_help, cli::engine_rows},
        {"run", 0, "FILE", true, "A system: score the run in this file."},
        {"fuse", 0, "METHOD", false, "One more system: the others fused, see Fusion.", fusion_rows},
        {"metrics", 0, "LIST", false,
         "What to compute, with commas between, see Metrics. Default: "
         "ndcg@10,map,recall@100,P@10,recip_rank.",
         metric_rows},
        {"complete", 'c', "", false,
         "Count judged topics that a run lacks, or that nothing is found for, as 0; else only "
         "topics count that it has. In a sweep the same topics count."},
        {"per-topic", 'q', "", false, "Print the value of each topic as well."},
        {"format", 0, "FORMAT", false, "How to print scores, see Formats. Default: text.",
         format_rows},
        {"report", 0, "FILE", false,
         "Write a page of HTML, with tables and plots, that needs nothing else."},
        {"run-out", 0, "FILE", false,
         "Write the run of the one system, or of the fusion. The tag of its lines says how it was "
         "made."},
        {"verify-run", 0, "FILE", false,
         "Make a run that --run-out has written again, as its tag says, and say whether it is the "
         "same."},
        {"sweep", 0, "SPEC", false,
         "Try a model with ranges of its parameters, as in bm25:k1=0.6..2.0/0.2,b=0.2..0.9/0.1 "
         "(lowest, highest, step), and score what is best on some topics by the others, by one "
         "of the metrics. Default: ndcg@10."},
        {"folds", 0, "K", false, "Parts that --sweep deals the topics into. Default: 5."},
        {"depth", 0, "N", false, "Search for at most N papers of each topic. Default: 1000."},
        {"topic-syntax", 0, "SYNTAX", false, "What a topic is: plain (default) or query.",
         syntax_rows},
        {"topic-parts", 0, "LIST", false,
         "The parts of TREC topics that are searched for: title, description and narrative with "
         "commas between. Default: title."},
        {"version", 0, "", false, "Print the version."},
        {"help", 'h', "", false, "Print this page."},
    }};
    return rows;
}

cli::Page page() {
    using cli::Paragraph;
    using cli::Table;
    using cli::Verbatim;
    cli::Page page{"quire-eval", "measure how well papers are ranked"};
    page.usage = {"quire-eval [OPTIONS] INDEX --topics FILE --qrels FILE",
                  "quire-eval [OPTIONS] [INDEX] --run FILE --qrels FILE",
                  "quire-eval [OPTIONS] INDEX --topics FILE --qrels FILE --sweep SPEC",
                  "quire-eval [OPTIONS] INDEX --topics FILE --verify-run FILE"};
    page.description =
        "Searches INDEX for each topic, and scores what is found by the judgments; or scores runs "
        "that were made elsewhere. Several systems (`--model`, `--run`) are compared side by side, "
        "each with the first on the command line, the baseline. Metrics are those of trec_eval, to "
        "the last digit, with its rule for "
        "ties: of equal scores the document stands first whose id comes last.";
    page.examples = {
        {"quire-index papers.index corpus/papers.jsonl"},
        {"quire-eval papers.index --topics corpus/topics.tsv \\\n"
         "    --qrels corpus/qrels.txt --model bm25f --model bm25:k1=0.9,b=0.4"},
        {"quire-eval papers.index --topics corpus/topics.tsv \\\n"
         "    --qrels corpus/qrels.txt --run-out my.run"},
        {"quire-eval --run my.run --qrels corpus/qrels.txt \\\n"
         "    --format trec_eval --per-topic"},
        {"quire-eval papers.index --topics corpus/topics.tsv \\\n"
         "    --qrels corpus/qrels.txt --sweep bm25:k1=0.6..2/0.2,b=0.2..0.8/0.2"},
    };
    page.sections = {
        {"Options", {cli::OptionTable{options()}}},
        {"Tasks",
         {Paragraph{"Options that say something to each task. Others are wrong usage beside it."},
          Table{task_rows()}}},
        {"Files",
         {Paragraph{"Each is told by its content. Lines that are there twice, and ids that nothing "
                    "else knows, are counted and named on standard error (documents of a run where "
                    "INDEX is there to know them, or where none of them is judged); what cannot be "
                    "read is an error with file and line."},
          Table{{
              {"topics", "BEIR's queries.jsonl, lines of ID, a tab and text, or TREC's <top>"},
              {"qrels",
               "TREC's lines of topic, iteration, document and grade, or BEIR's table; grades are "
               "whole numbers, also as 1.0"},
              {"run",
               "TREC's lines of topic, Q0, document, rank, score and tag; ranks are not "
               "looked at"},
          }}}},
        {"Metrics",
         {Paragraph{
              "`@k` looks at the first k documents. Names of trec_eval (`ndcg_cut_10`, `P_5`) "
              "are understood as well. A grade of 1 or more is relevant."},
          Table{metric_rows()}}},
        {"Models", {Paragraph{std::string(cli::model_syntax)}, Table{cli::model_rows()}}},
        {"Stages",
         {Paragraph{"Behind a model, each with a plus before it, as in bm25f+sdm+rm3:documents=5. "
                    "`best` is bm25f+sdm+rocchio."},
          Table{cli::stage_rows()}}},
        {"Fusion", {Table{fusion_rows()}}},
        {"Formats", {Table{format_rows()}}},
        {"Comparisons",
         {Paragraph{
             "A comparison is of topics that both systems have. `difference` is the mean of "
             "the system's values less the first one's, with its 95% confidence interval by "
             "Student's t. p is two-sided: by a paired t-test, and by a paired randomisation "
             "test with every way to swap signs (of at most 16 topics), or 100,000 of them and a "
             "fixed seed. Where all topics differ by the same there is no t-test and no interval, "
             "which is shown as -. With several comparisons the last column is the randomisation "
             "test after Holm's correction for as many as there are; it is the one to go by."}}},
        {"Keys",
         {Paragraph{"An object, with --format json:"},
          Table{{
              {"systems", "list, in the order of the command line, and the fusion last"},
              {"  name", "the model as it was asked for, or what tells the file of the run"},
              {"  tag", "how the run was made, or the tag of its file"},
              {"  topics", "how many are scored"},
              {"  metrics", "object by metric, as it is asked for by --metrics"},
          }},
          Paragraph{"Each metric has:"},
          Table{{
              {"all", "its value of all topics"},
              {"topics", "with --per-topic: object of its values by topic"},
              {"against_first",
               "the comparison with the first system; in that one, and where a metric has no "
               "values by topic, it is absent"},
              {"  topics", "how many both have"},
              {"  difference", "mean of this system less that of the first"},
              {"  interval",
               "list of two: where its 95% interval begins and ends; null where there is none"},
              {"  wins, losses", "topics on which this system is better, or the first is"},
              {"  t_test", "p of the t-test; null where there is none"},
              {"  randomization", "p of the randomisation test"},
              {"  holm", "the same, corrected for as many systems as there are"},
          }}}},
        cli::exit_section(&cli::ExitCode::quire_eval),
        cli::completion_section("quire-eval"),
    };
    page.see_also = {"quire(1)", "quire-index(1)", "quire-query(7)"};
    return page;
}

}  // namespace quire::eval
