// Ranking on whole collections is as good as bench/quality/README.md says.
#include <algorithm>
#include <cmath>
#include <filesystem>
#include <map>
#include <optional>
#include <sstream>
#include <string>
#include <vector>

#include "documentation/markdown.hpp"
#include "eval/systems.hpp"
#include "quire/corpus.hpp"
#include "quire/evaluation.hpp"
#include "quire/index.hpp"
#include "quire/ranking.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;

namespace {

/// nDCG@10 by collection, with the mean over them as "mean".
using Figures = std::map<std::string, double>;

const std::vector<std::string> collections = {"cisi", "cranfield", "lisa", "npl", "scifact-train"};

/// The cells of a row in Markdown.
std::vector<std::string> cells(const std::string& row) {
    std::vector<std::string> result;
    std::istringstream in(row.substr(row.find('|') + 1));
    for (std::string cell; std::getline(in, cell, '|');) {
        const std::size_t first = cell.find_first_not_of(' ');
        if (first == std::string::npos) continue;
        result.push_back(cell.substr(first, cell.find_last_not_of(' ') + 1 - first));
    }
    return result;
}

/// Figures by system, of the first table of nDCG@10.
std::map<std::string, Figures> published() {
    std::map<std::string, Figures> systems;
    std::vector<std::string> heads;
    for (const std::string& line :
         test::lines(test::read_file(test::source_file("bench/quality/README.md")))) {
        if (heads.empty()) {
            if (line.starts_with("| ndcg@10 |")) heads = cells(line);
            continue;
        }
        if (line.empty()) break;
        const std::vector<std::string> row = cells(line);
        if (row.size() != heads.size() || row.front().starts_with('-')) continue;
        for (std::size_t i = 1; i < row.size(); ++i) {
            systems[row.front()][heads[i]] = std::stod(row[i]);
        }
    }
    return systems;
}

void make_index(const std::filesystem::path& path, const std::filesystem::path& collection,
                const std::string& language) {
    IndexWriter writer = IndexWriter::create(path, {.language = language});
    DocumentReader reader(collection.string());
    while (const std::optional<Document> document = reader.next()) writer.put(*document);
    writer.commit();
}

/// What the models reach on the collections, indexed for a language.
std::map<std::string, Figures> measured(const std::string& language,
                                        const std::vector<std::string>& models) {
    const std::vector<evaluation::Metric> metrics = {evaluation::parse_metric("ndcg@10")};
    std::map<std::string, Figures> systems;
    for (const std::string& name : collections) {
        const std::filesystem::path collection = *test::data_file("collections/" + name);
        const test::TemporaryDirectory place;
        make_index(place / "index", collection, language);
        const Searcher searcher(place / "index");
        const auto topics = evaluation::read_topics((collection / "queries.jsonl").string());
        const auto qrels = evaluation::read_qrels((collection / "qrels.tsv").string());
        for (const std::string& model : models) {
            const evaluation::Run run =
                eval::search_topics(searcher, topics, RankingModel::parse(model), {.depth = 100});
            const double value = evaluation::evaluate(run, qrels, metrics, true).front().all;
            systems[model][name] = value;
            systems[model]["mean"] += value / static_cast<double>(collections.size());
        }
    }
    return systems;
}

/// Whether the collections are there and can be ranked in some seconds; says so where not.
bool have_collections() {
    if (test::sanitized) {
        MESSAGE("skipped: takes minutes under a sanitizer, and other tests run the same code");
        return false;
    }
    return std::ranges::all_of(collections, [](const std::string& name) {
        return test::data_file("collections/" + name).has_value();
    });
}

void check_close(const Figures& figures, const Figures& expected, double by, double mean_by) {
    for (const auto& figure : figures) {
        const std::string& name = figure.first;
        const double value = figure.second;
        CAPTURE(name);
        CAPTURE(value);
        CAPTURE(expected.at(name));
        CHECK(std::abs(value - expected.at(name)) <= (name == "mean" ? mean_by : by));
    }
}

}  // namespace

TEST_CASE("the default and the best model rank as well as their table says, and as is aimed at") {
    if (!have_collections()) return;
    struct Case {
        std::string model;
        double mean;  ///< At least.
    };
    const std::vector<Case> cases = {{"bm25f", .510}, {"best", .520}};
    auto table = published();
    auto figures = measured("english", {"bm25f", "best"});
    for (const Case& c : cases) {
        CAPTURE(c.model);
        const Figures& reached = figures[c.model];
        check_close(reached, table["quire, `" + c.model + "`"], .002, .002);
        CHECK(reached.at("mean") >= c.mean);
        for (const std::string& name : collections) {
            CAPTURE(name);
            const double lucene = std::max(table["Lucene, k1=0.9 b=0.4"].at(name),
                                           table["Lucene, k1=1.2 b=0.75"].at(name));
            CHECK(reached.at(name) >= lucene);
        }
    }
    CHECK(RankingModel().to_string() == RankingModel::parse("bm25f").to_string());
}

TEST_CASE("with the words of Lucene's analyzer BM25 ranks as Lucene does") {
    if (!have_collections()) return;
    struct Case {
        std::string model;
        std::string lucene;
    };
    const std::vector<Case> cases = {
        {"bm25:k1=0.9,b=0.4", "Lucene, k1=0.9 b=0.4"},
        {"bm25:k1=1.2,b=0.75", "Lucene, k1=1.2 b=0.75"},
    };
    auto table = published();
    auto figures = measured("lucene", {cases[0].model, cases[1].model});
    for (const Case& c : cases) {
        CAPTURE(c.model);
        check_close(figures[c.model], table[c.lucene], .01, .003);
    }
}
