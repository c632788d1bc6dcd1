// Makes of what was measured what people read:
//
//     peers_report check FILE           whether the engines find what they must, and the same
//     peers_report tables META FILE     Markdown
//     peers_report json META FILE       the same figures for programs
//     peers_report plot queries|indexing FILE     SVG; nothing where there is one corpus only
//
// FILE holds what drivers print and run.sh adds, META what is known about the run.
#include <algorithm>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <set>
#include <stdexcept>

#include "results.hpp"

namespace {

using peers::Results;

std::string number(double value) {
    char buffer[32];
    std::snprintf(buffer, sizeof buffer,
                  value < 10    ? "%.2f"
                  : value < 100 ? "%.1f"
                                : "%.0f",
                  value);
    return buffer;
}

std::string number(const std::optional<double>& value) {
    return value ? number(*value) : "";
}

/// A row of a Markdown table.
void row(const std::vector<std::string>& cells) {
    for (const std::string& cell : cells) std::cout << "| " << cell << ' ';
    std::cout << "|\n";
}

/// The head of a table whose first column is text.
void head(const std::vector<std::string>& cells) {
    row(cells);
    std::vector<std::string> rule(cells.size(), "---:");
    rule.front() = "---";
    row(rule);
}

/// A hit list of each engine is compared with quire's; prints the figures, returns whether all is
/// well: a query whose words come from the papers finds something everywhere.
bool check(const std::string& path) {
    std::map<std::string, std::map<int, nlohmann::json>> answers;
    std::ifstream file(path);
    for (std::string line; std::getline(file, line);) {
        nlohmann::json json = nlohmann::json::parse(line);
        if (json.at("what") != "answers") continue;
        const auto engine = json.at("engine").get<std::string>();
        const int query = json.at("query").get<int>();
        answers[engine][query] = std::move(json);
    }
    const auto& ours = answers["quire-bm25"];
    if (ours.empty()) throw std::runtime_error("no answers of quire-bm25 in " + path);
    bool good = true;
    for (const auto& [engine, theirs] : answers) {
        std::size_t empty = 0;
        double overlap = 0;
        double phrases = 0;
        std::size_t phrase_count = 0;
        for (const auto& [query, answer] : ours) {
            const auto found = theirs.find(query);
            if (found == theirs.end()) throw std::runtime_error(engine + " left queries out");
            const nlohmann::json& other = found->second;
            if (other["ids"].empty()) {
                if (++empty <= 3) std::cerr << engine << " finds nothing for " << other << '\n';
            }
            const std::set<std::string> ids = answer["ids"];
            double same = 0;
            for (const std::string& id : std::vector<std::string>(other["ids"])) {
                same += static_cast<double>(ids.count(id));
            }
            const double longer =
                static_cast<double>(std::max(answer["ids"].size(), other["ids"].size()));
            const double share = longer == 0 ? 1 : same / longer;
            const bool phrase = answer["kind"] == "phrase";
            (phrase ? phrases : overlap) += share;
            phrase_count += phrase;
        }
        // Stop words and stems differ a little between engines.
        if (empty * 100 > ours.size()) good = false;
        std::cout << nlohmann::json{{"what", "agreement"},
                                    {"engine", engine},
                                    {"queries", ours.size()},
                                    {"empty", empty},
                                    {"overlap",
                                     overlap / static_cast<double>(ours.size() - phrase_count)},
                                    {"overlap_phrases",
                                     phrases / static_cast<double>(
                                                   std::max<std::size_t>(phrase_count, 1))}}
                  << '\n';
    }
    return good;
}

nlohmann::json read(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    return nlohmann::json::parse(file);
}

/// `value` in multiples of quire's, or of another engine's.
std::string times(const std::optional<double>& value, const std::optional<double>& unit) {
    return value && unit && *unit > 0 ? number(*value / *unit) : "";
}

void indexing_table(const Results& results, int scale) {
    head({"indexing", "MB/s", "times Xapian", "processor s", "peak MiB", "on disk, MB",
          "of Xapian compacted"});
    const auto theirs = results.indexing_speed(scale, "xapian");
    const auto compact = results.middle(scale, "size", "xapian-compact", "bytes");
    for (const auto& [engine, label] : peers::labels) {
        const auto speed = results.indexing_speed(scale, engine);
        if (!speed) continue;
        const auto size = results.middle(scale, "size", engine, "bytes");
        const auto mib = results.values(scale, "index", engine, "mib");
        row({engine == "quire-bm25" ? "quire" : std::string(label), number(speed),
             times(speed, theirs), number(results.middle(scale, "index", engine, "processor")),
             number(*std::max_element(mib.begin(), mib.end())), size ? number(*size / 1e6) : "",
             times(size, compact)});
    }
    if (compact) row({"Xapian, compacted", "", "", "", "", number(*compact / 1e6), "1.00"});
    std::cout << '\n';
}

void queries_table(const Results& results, int scale) {
    const auto& labels = peers::labels;
    std::vector<peers::Label> shown;
    std::copy_if(labels.begin(), labels.end(), std::back_inserter(shown), [&](const auto& one) {
        return results.queries(scale, one.engine, peers::kinds).has_value();
    });
    if (shown.empty()) return;

    std::vector<std::string> cells{"mean, \u00b5s", "queries"};
    for (const auto& one : shown) cells.emplace_back(one.label);
    head(cells);
    const auto means = [&](const std::string& name, const std::vector<std::string>& kinds) {
        const auto ours = results.queries(scale, "quire-bm25", kinds);
        std::vector<std::string> line{name,
                                      std::to_string(results.count(scale, "quire-bm25", kinds))};
        for (const auto& one : shown) {
            const auto theirs = results.queries(scale, one.engine, kinds);
            if (!theirs) {
                line.emplace_back();
                continue;
            }
            line.push_back(number(theirs->mean));
            if (ours && one.engine != "quire-bm25") {
                line.back() += " (" + times(theirs->mean, ours->mean) + "\u00d7)";
            }
        }
        row(line);
    };
    for (const std::string& kind : peers::kinds) means(kind, {kind});
    means("all but phrases", peers::not_phrases());
    means("all", peers::kinds);

    std::cout << '\n';
    head({"\u00b5s", "all but phrases: p50", "p95", "p99", "phrases: p50", "p95", "p99"});
    for (const auto& one : shown) {
        std::vector<std::string> line{std::string(one.label)};
        for (const auto& kinds : {peers::not_phrases(), {"phrase"}}) {
            const auto spread = results.queries(scale, one.engine, kinds);
            if (!spread) continue;
            for (const double value : {spread->p50, spread->p95, spread->p99}) {
                line.push_back(number(value));
            }
        }
        row(line);
    }

    std::cout << '\n';
    head({"all cores, opening, agreement", "queries a second", "open and first query, ms",
          "top 10 as quire's BM25", "phrases", "queries without an answer"});
    for (const auto& one : shown) {
        const auto seconds = results.middle(scale, "throughput", one.engine, "seconds");
        const auto queries = results.middle(scale, "throughput", one.engine, "queries");
        const auto open = results.middle(scale, "open", one.engine, "micros");
        const auto empty = results.middle(scale, "agreement", one.engine, "empty");
        row({std::string(one.label), seconds && queries ? number(*queries / *seconds) : "",
             open ? number(*open / 1000) : "",
             number(results.middle(scale, "agreement", one.engine, "overlap")),
             number(results.middle(scale, "agreement", one.engine, "overlap_phrases")),
             empty ? std::to_string(static_cast<int>(*empty)) : ""});
    }
    std::cout << '\n';
}

/// Engines of whole processes, and the commands that they stand for.
const std::vector<peers::Label> processes = {
    {"quire", "`quire` with snippets, its own model"},
    {"quire-bm25", "`quire --model bm25 --no-compounds --format tsv`"},
    {"quest", "`quest`, the records"},
    {"sqlite3", "`sqlite3`, id and title"},
};

void processes_table(const Results& results, int scale) {
    const auto ours = results.middle(scale, "process", "quire", "seconds");
    if (!ours) return;
    head({"whole process", "median ms", "times quire", "processor ms", "peak MiB"});
    for (const auto& [engine, label] : processes) {
        const auto seconds = results.middle(scale, "process", engine, "seconds");
        if (!seconds) continue;
        row({std::string(label), number(*seconds * 1000), times(seconds, ours),
             number(*results.middle(scale, "process", engine, "processor") * 1000),
             number(results.middle(scale, "process", engine, "mib"))});
    }
    std::cout << '\n';
}

void tables(const nlohmann::json& meta, const Results& results) {
    std::cout << meta.at("date").get<std::string>() << ", " << meta.at("machine").get<std::string>()
              << ". " << meta.at("versions").get<std::string>() << ". `"
              << meta.at("command").get<std::string>() << "`, load "
              << meta.at("load").get<std::string>()
              << " at its start. Other work ran on the machine"
              << " meanwhile where that is above 1: only ratios within this run count.\n\n";
    for (const int scale : results.scales()) {
        const auto documents = results.middle(scale, "corpus", "", "documents");
        const auto bytes = results.middle(scale, "corpus", "", "text_bytes");
        if (!documents || !bytes) continue;
        std::cout << "### " << scale << "\u00d7: " << static_cast<long>(*documents) << " papers, "
                  << number(*bytes / 1e6) << " MB of title and abstract\n\n";
        indexing_table(results, scale);
        queries_table(results, scale);
        processes_table(results, scale);
    }
}

nlohmann::json figures(const Results& results, int scale, std::string_view engine) {
    nlohmann::json found;
    const auto add = [&](const char* name, std::string_view what, const char* key) {
        if (const auto value = results.middle(scale, what, engine, key)) found[name] = *value;
    };
    add("index_seconds", "index", "seconds");
    add("index_processor_seconds", "index", "processor");
    add("index_peak_mib", "index", "mib");
    add("index_bytes", "size", "bytes");
    add("open_micros", "open", "micros");
    add("threads", "throughput", "threads");
    add("threads_queries", "throughput", "queries");
    add("threads_seconds", "throughput", "seconds");
    add("process_seconds", "process", "seconds");
    add("process_processor_seconds", "process", "processor");
    add("process_peak_mib", "process", "mib");
    add("overlap", "agreement", "overlap");
    add("overlap_phrases", "agreement", "overlap_phrases");
    add("empty", "agreement", "empty");
    for (const std::string& kind : peers::kinds) {
        if (const auto spread = results.queries(scale, engine, {kind})) {
            found["queries"][kind] = {{"count", results.count(scale, engine, {kind})},
                                      {"mean", spread->mean},
                                      {"p50", spread->p50},
                                      {"p95", spread->p95},
                                      {"p99", spread->p99}};
        }
    }
    return found;
}

void json(nlohmann::json meta, const Results& results) {
    for (const int scale : results.scales()) {
        nlohmann::json& of_scale = meta["scales"][std::to_string(scale)];
        for (const char* key : {"documents", "text_bytes", "file_bytes"}) {
            if (const auto value = results.middle(scale, "corpus", "", key)) of_scale[key] = *value;
        }
        std::set<std::string_view> engines{"xapian-compact"};
        for (const auto& list : {peers::labels, processes}) {
            for (const auto& one : list) engines.insert(one.engine);
        }
        for (const std::string_view engine : engines) {
            nlohmann::json found = figures(results, scale, engine);
            if (!found.is_null()) of_scale["engines"][std::string(engine)] = std::move(found);
        }
    }
    std::cout << meta.dump(1) << '\n';
}

void plot(const std::string& what, const Results& results) {
    const std::vector<int> scales = results.scales();
    if (scales.size() < 2) return;
    std::vector<peers::Series> series;
    for (const auto& [engine, label] : peers::labels) {
        peers::Series one{std::string(label), {}};
        for (const int scale : scales) {
            std::optional<double> value = results.indexing_speed(scale, engine);
            if (what == "queries") {
                const auto spread = results.queries(scale, engine, peers::not_phrases());
                value = spread ? std::optional(spread->mean) : std::nullopt;
            }
            if (value) one.points.emplace_back(scale, *value);
        }
        if (one.points.size() == scales.size()) series.push_back(std::move(one));
    }
    std::cout << (what == "queries"
                      ? peers::plot("Queries, not phrases: mean time", "microseconds", series)
                      : peers::plot("Indexing: MB of title and abstract a second", "MB/s", series));
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    try {
        if (arguments.size() == 2 && arguments[0] == "check") return check(arguments[1]) ? 0 : 1;
        if (arguments.size() == 3 && arguments[0] == "tables") {
            tables(read(arguments[1]), Results(arguments[2]));
        } else if (arguments.size() == 3 && arguments[0] == "json") {
            json(read(arguments[1]), Results(arguments[2]));
        } else if (arguments.size() == 3 && arguments[0] == "plot") {
            plot(arguments[1], Results(arguments[2]));
        } else {
            std::cerr << "usage: peers_report check FILE | tables META FILE | json META FILE | "
                         "plot queries|indexing FILE\n";
            return 2;
        }
        return std::cout.flush() ? 0 : 1;
    } catch (const std::exception& error) {
        std::cerr << "peers_report: " << error.what() << '\n';
        return 1;
    }
}
