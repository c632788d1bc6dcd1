#include "index/bulk_load.hpp"

#include <doctest/doctest.h>
#include <xapian.h>

#include <algorithm>
#include <map>
#include <random>

#include "index/layout.hpp"
#include "index/lexicon.hpp"
#include "quire/error.hpp"
#include "quire/index.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

/// Now and then one has the id of an earlier one.
std::vector<Document> random_papers(std::size_t count) {
    const std::vector<std::string> words = {"pre-training", "models", "of",     "vision",
                                            "c++",          "neural", "net",    "diffusion",
                                            "self-made",    "Läufer", "graphs", "wörter"};
    Random random(3);
    std::vector<Document> papers;
    for (std::size_t i = 0; i < count; ++i) {
        Document paper;
        paper.id = "p" + std::to_string(below(random, 10) == 0 ? below(random, i + 1) : i);
        for (std::size_t left = 1 + below(random, 5); left > 0; --left) {
            paper.title += words[below(random, words.size())] + ' ';
        }
        for (std::size_t left = below(random, 40); left > 0; --left) {
            paper.abstract += words[below(random, words.size())] + ' ';
        }
        if (below(random, 3) == 0) paper.authors = {"Ada Lovelace", "Alan Turing"};
        if (below(random, 2) == 0) paper.year = 2000 + static_cast<int>(below(random, 20));
        if (below(random, 5) == 0) paper.language = "german";
        papers.push_back(std::move(paper));
    }
    return papers;
}

/// All that a database holds, as text.
std::string everything_in(const std::filesystem::path& path) {
    const Xapian::Database database(path.string());
    std::string all;
    const auto add = [&](const auto&... values) { ((all += values, all += '\n'), ...); };
    for (auto key = database.metadata_keys_begin(); key != database.metadata_keys_end(); ++key) {
        add(*key, database.get_metadata(*key));
    }
    for (auto document = database.postlist_begin(""); document != database.postlist_end("");
         ++document) {
        add(std::to_string(*document), database.get_document(*document).get_data());
        const Xapian::Document stored = database.get_document(*document);
        for (auto value = stored.values_begin(); value != stored.values_end(); ++value) {
            add(std::to_string(value.get_valueno()), *value);
        }
    }
    for (auto term = database.allterms_begin(); term != database.allterms_end(); ++term) {
        add(*term);
        for (auto posting = database.postlist_begin(*term); posting != database.postlist_end(*term);
             ++posting) {
            add(std::to_string(*posting), std::to_string(posting.get_wdf()));
            for (auto position = posting.positionlist_begin();
                 position != posting.positionlist_end(); ++position) {
                add(std::to_string(*position));
            }
        }
    }
    return all;
}

struct Built {
    std::string database;
    std::string image;
    std::vector<std::string> languages;
};

Built build(const std::vector<Document>& papers, unsigned threads,
            const index::BulkLoad::Limits& limits) {
    const test::TemporaryDirectory directory;
    const Schema schema = Schema::papers();
    index::BulkLoad load(directory.path(), schema, "english", threads, limits);
    for (const Document& paper : papers) load.put(paper);
    const auto loaded = load.finish(directory / "xapian", directory / "image");
    CHECK(!std::filesystem::exists(directory / "load"));
    return {everything_in(directory / "xapian"), test::read_file(directory / "image"),
            loaded.languages};
}

}  // namespace

TEST_CASE("a bulk load is the same index whatever the number of threads") {
    const std::vector<Document> papers = random_papers(700);
    // Pieces of 10 papers, of which 8 are merged at once, and so on.
    const index::BulkLoad::Limits limits{10, 100'000, 8};
    const Built by_one = build(papers, 1, limits);
    CHECK(by_one.languages == std::vector<std::string>{"english", "german"});
    for (const unsigned threads : {2U, 5U}) {
        CAPTURE(threads);
        const Built by_many = build(papers, threads, limits);
        CHECK(by_many.database == by_one.database);
        CHECK(by_many.image == by_one.image);
        CHECK(by_many.languages == by_one.languages);
    }
    SUBCASE("and however it is cut") {
        const Built whole = build(papers, 1, {});
        CHECK(whole.image == by_one.image);
        CHECK(whole.database == by_one.database);
    }
}

TEST_CASE("of papers with one id the last that was put is kept, and removed ones are gone") {
    const test::TemporaryDirectory directory;
    const std::vector<Document> papers = random_papers(2500);
    std::map<std::string, Document> expected;
    {
        IndexWriter writer = IndexWriter::create(directory / "i");
        for (std::size_t i = 0; i < papers.size(); ++i) {
            writer.put(papers[i]);
            expected[papers[i].id] = papers[i];
            if (i != 1800) continue;
            CHECK(writer.remove("p7"));
            CHECK(!writer.remove("p7"));
            expected.erase("p7");
        }
        CHECK(writer.commit().documents == expected.size());
    }
    const Searcher searcher(directory / "i");
    CHECK(searcher.info().documents == expected.size());
    for (const auto& [id, paper] : expected) {
        const auto found = searcher.find(id);
        REQUIRE(found);
        CHECK(found->abstract == paper.abstract);
    }
    CHECK(!searcher.find("p7"));
    SearchOptions options;
    options.limit = 3000;
    for (const Engine engine : {Engine::image, Engine::xapian}) {
        options.engine = engine;
        options.exact_total = true;
        const SearchResults results = searcher.search(Query::parse("vision"), options);
        const auto holding = std::count_if(expected.begin(), expected.end(), [](const auto& entry) {
            return entry.second.title.find("vision") != std::string::npos ||
                   entry.second.abstract.find("vision") != std::string::npos;
        });
        CHECK(results.total == static_cast<std::uint64_t>(holding));
    }
}

TEST_CASE("what cannot be indexed is told at once, and the load goes on") {
    const test::TemporaryDirectory directory;
    IndexWriter writer = IndexWriter::create(directory / "i");
    Document paper;
    paper.id = "a";
    paper.title = std::string(5 << 20, 'x');
    CHECK_THROWS_WITH_AS(writer.put(paper),
                         doctest::Contains("document \"a\": field \"title\": longer than 4 MiB"),
                         Error);
    paper.title.clear();
    for (int i = 0; i < 1'100'000; ++i) paper.title += "x ";
    CHECK_THROWS_WITH_AS(writer.put(paper), doctest::Contains("words"), Error);
    paper.title = "good";
    writer.put(paper);
    CHECK(writer.commit().documents == 1);
}
