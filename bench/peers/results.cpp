#include "results.hpp"

#include <algorithm>
#include <cmath>
#include <fstream>
#include <numeric>
#include <set>
#include <stdexcept>

namespace peers {

const std::vector<Label> labels = {
    {"quire-bm25", "quire, BM25"},
    {"quire-default", "quire, its own model"},
    {"quire-database", "quire, BM25 without image"},
    {"xapian", "Xapian"},
    {"lucene", "Lucene"},
    {"lucene-2", "Lucene, 2 threads"},
    {"sqlite", "SQLite FTS5"},
};

const std::vector<std::string> kinds = {"one", "two",    "title", "stop",
                                        "and", "phrase", "mixed", "year"};

std::vector<std::string> not_phrases() {
    std::vector<std::string> found = kinds;
    std::erase(found, "phrase");
    return found;
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    const std::size_t half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

namespace {

/// The value that a share of the sorted values does not exceed.
double percentile(const std::vector<double>& sorted, double share) {
    const auto rank =
        static_cast<std::size_t>(std::ceil(share * static_cast<double>(sorted.size())));
    return sorted[std::max<std::size_t>(rank, 1) - 1];
}

Spread spread(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return {std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size()),
            percentile(values, .5), percentile(values, .95), percentile(values, .99)};
}

}  // namespace

Results::Results(const std::string& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error("cannot read " + path);
    for (std::string line; std::getline(file, line);) {
        nlohmann::json json = nlohmann::json::parse(line);
        const int scale = json.at("scale").get<int>();
        lines_[{scale, json.at("what").get<std::string>()}].push_back(std::move(json));
    }
}

std::vector<int> Results::scales() const {
    std::set<int> found;
    for (const auto& [key, lines] : lines_) found.insert(key.first);
    return {found.begin(), found.end()};
}

std::vector<nlohmann::json> Results::of(int scale, std::string_view what,
                                        std::string_view engine) const {
    std::vector<nlohmann::json> found;
    const auto lines = lines_.find({scale, std::string(what)});
    if (lines == lines_.end()) return found;
    for (const nlohmann::json& line : lines->second) {
        if (line.value("engine", "") == engine) found.push_back(line);
    }
    return found;
}

std::vector<double> Results::values(int scale, std::string_view what, std::string_view engine,
                                    const char* key) const {
    std::vector<double> found;
    for (const nlohmann::json& line : of(scale, what, engine)) {
        found.push_back(line.at(key).get<double>());
    }
    return found;
}

std::optional<double> Results::middle(int scale, std::string_view what, std::string_view engine,
                                      const char* key) const {
    const std::vector<double> found = values(scale, what, engine, key);
    return found.empty() ? std::nullopt : std::optional(median(found));
}

std::optional<Spread> Results::queries(int scale, std::string_view engine,
                                       const std::vector<std::string>& chosen) const {
    std::map<std::string, std::vector<std::vector<double>>> rounds;  // of each query, by kind
    for (const nlohmann::json& line : of(scale, "queries", engine)) {
        const auto kind = line.at("kind").get<std::string>();
        if (std::find(chosen.begin(), chosen.end(), kind) == chosen.end()) continue;
        const std::vector<double> micros = line.at("micros");
        std::vector<std::vector<double>>& queries = rounds[kind];
        queries.resize(micros.size());
        for (std::size_t i = 0; i < micros.size(); ++i) queries[i].push_back(micros[i]);
    }
    std::vector<double> medians;
    for (auto& [kind, queries] : rounds) {
        for (std::vector<double>& one : queries) medians.push_back(median(std::move(one)));
    }
    return medians.empty() ? std::nullopt : std::optional(spread(std::move(medians)));
}

std::size_t Results::count(int scale, std::string_view engine,
                           const std::vector<std::string>& chosen) const {
    std::map<std::string, std::size_t> counts;
    for (const nlohmann::json& line : of(scale, "queries", engine)) {
        counts[line.at("kind").get<std::string>()] = line.at("micros").size();
    }
    std::size_t sum = 0;
    for (const std::string& kind : chosen) sum += counts[kind];
    return sum;
}

std::optional<double> Results::indexing_speed(int scale, std::string_view engine) const {
    const std::optional<double> seconds = middle(scale, "index", engine, "seconds");
    const std::optional<double> bytes = middle(scale, "corpus", "", "text_bytes");
    if (!seconds || !bytes) return std::nullopt;
    return *bytes / 1e6 / *seconds;
}

}  // namespace peers
