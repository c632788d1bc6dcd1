#include "eval/report.hpp"

#include <algorithm>
#include <functional>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/numbers.hpp"
#include "cli/tool.hpp"
#include "eval/decimals.hpp"
#include "eval/html.hpp"
#include "eval/plots.hpp"
#include "eval/tables.hpp"

namespace quire::eval {
namespace {

constexpr std::string_view page_style = R"(:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 60rem; margin: 2rem auto; padding: 0 1rem;
  color: #1b1b1b; background: #fff; }
h1, h2 { line-height: 1.2; }
h2 { margin-top: 2.5rem; }
figure { margin: 1.5rem 0; }
figcaption { font-weight: 600; margin-bottom: .5rem; }
.table { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
caption { text-align: left; font-weight: 600; padding: .5rem 0; }
th, td { padding: .25rem .6rem; text-align: right; border-bottom: 1px solid #8886; }
th { font-weight: 600; }
tr > :first-child { text-align: left; padding-left: 0; }
td { white-space: nowrap; }
td.tag { text-align: left; white-space: normal; overflow-wrap: anywhere; font-family: monospace; font-size: .8rem; }
@media (prefers-color-scheme: dark) { body { color: #e6e6e6; background: #161616; } }
@media print {
  body { max-width: none; margin: 0; color: #000; background: #fff; font-size: 11pt; }
  figure, tr, svg { break-inside: avoid; }
  h2 { break-after: avoid; }
}
)";

/// A table; the first row and the first column are headings.
std::string table(std::string_view caption, const Cells& rows) {
    std::string text =
        "<div class=\"table\" tabindex=\"0\"><table><caption>" + html(caption) + "</caption>\n";
    for (std::size_t i = 0; i < rows.size(); ++i) {
        text += i == 0 ? "<thead><tr>" : "<tr>";
        for (std::size_t j = 0; j < rows[i].size(); ++j) {
            const bool heading = i == 0 || j == 0;
            text += heading ? i == 0 ? "<th scope=\"col\">" : "<th scope=\"row\">" : "<td>";
            text += html(rows[i][j]) + (heading ? "</th>" : "</td>");
        }
        text += i == 0 ? "</tr></thead>\n<tbody>\n" : "</tr>\n";
    }
    return text + "</tbody></table></div>\n";
}

std::string figure(std::string_view caption, const std::string& plot) {
    return "<figure><figcaption>" + html(caption) + "</figcaption>\n" + plot + "</figure>\n";
}

/// What was compared: names, and how the runs say that they were made.
std::string systems_table(const Scores& scores) {
    std::string text =
        "<div class=\"table\" tabindex=\"0\"><table><caption>Systems</caption>\n<thead><tr>"
        "<th scope=\"col\">system</th><th scope=\"col\">topics</th><th scope=\"col\">tag</th>"
        "</tr></thead>\n<tbody>\n";
    for (std::size_t i = 0; i < scores.systems.size(); ++i) {
        const System& system = scores.systems[i];
        text += "<tr><th scope=\"row\">" + html(system.name) + "</th><td>" +
                cli::grouped(scores.rows[i].topics) + "</td><td class=\"tag\">" +
                html(system.run.name) + "</td></tr>\n";
    }
    return text + "</tbody></table></div>\n";
}

std::string metric_plots(const Scores& scores) {
    std::string text;
    for (std::size_t m = 0; m < scores.metrics.size(); ++m) {
        std::vector<Bar> bars;
        for (std::size_t i = 0; i < scores.rows.size(); ++i) {
            const double value = scores.rows[i].values[m].all;
            bars.push_back(
                {scores.systems[i].name, value, evaluation::to_string(scores.metrics[m], value)});
        }
        const std::string& name = scores.metrics[m].name;
        text += figure(name, bars_plot(name + " by system", bars));
    }
    return text;
}

/// Differences of the first metric, of the topics that both systems have, the highest first.
std::string topic_plot(const Scores& scores, std::size_t system, const std::string& title) {
    const auto& first = scores.rows.front().values.front().topics;
    std::vector<Bar> bars;
    for (const auto& [topic, value] : scores.rows[system].values.front().topics) {
        const auto other = first.find(topic);
        if (other == first.end()) continue;
        const double difference = value - other->second;
        bars.push_back({topic, difference, signed_decimal(difference)});
    }
    if (bars.empty()) return "";
    std::ranges::stable_sort(bars, std::greater<>(), &Bar::value);
    const std::string caption =
        title + ": difference of " + scores.metrics.front().name + " by topic";
    return figure(caption, differences_plot(caption, bars, system));
}

std::string recall_plot(const Scores& scores, const evaluation::Qrels& qrels, bool complete) {
    std::vector<evaluation::Metric> metrics;
    for (int i = 0; i <= 10; ++i) {
        metrics.push_back(evaluation::parse_metric("iprec@" + cli::shortest(i / 10.0)));
    }
    std::vector<Curve> curves;
    for (const System& system : scores.systems) {
        Curve curve{system.name, {}};
        for (const auto& values : evaluation::evaluate(system.run, qrels, metrics, complete)) {
            curve.values.push_back(values.all);
        }
        curves.push_back(std::move(curve));
    }
    const std::string caption = "Precision at eleven levels of recall, interpolated";
    return figure(caption, curves_plot(caption, "recall", "precision", curves));
}

}  // namespace

std::string to_html(const Scores& scores, const evaluation::Qrels& qrels, bool complete) {
    std::string title;
    for (const System& system : scores.systems) {
        title += (title.empty() ? "" : ", ") + system.name;
    }
    title = "Evaluation of " + title;
    std::string text =
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
        html(title) + "</title>\n<style>\n" + std::string(page_style) + std::string(plot_style) +
        "</style>\n</head>\n<body>\n<main>\n<h1>" + html(title) + "</h1>\n<p>" +
        cli::counted(qrels.topics.size(), "judged topic") + ". " +
        (complete ? "Those that a system lacks count as 0."
                  : "Those that a system lacks are left out of its values.") +
        " Made by quire-eval " + std::string(cli::version()) + ".</p>\n" + systems_table(scores) +
        "<h2>Metrics</h2>\n" + table("Metrics by system", metric_cells(scores, false)) +
        metric_plots(scores) + "<h2>Precision and recall</h2>\n" +
        recall_plot(scores, qrels, complete);
    if (scores.rows.size() > 1) {
        text += "<h2>Comparisons</h2>\n<p>The baseline is " + html(scores.systems[0].name) +
                ", the first of the systems.</p>\n";
    }
    for (std::size_t i = 1; i < scores.rows.size(); ++i) {
        const Cells cells = comparison_cells(scores, i);
        if (cells.size() == 1) continue;
        const std::string pair = comparison_title(scores, i);
        text += table(pair, cells) + topic_plot(scores, i, pair);
    }
    return text + "</main>\n</body>\n</html>\n";
}

}  // namespace quire::eval
