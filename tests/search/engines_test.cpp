// The image and the database give the same answers, bit for bit.
#include <doctest/doctest.h>

#include <bit>
#include <filesystem>
#include <fstream>
#include <random>
#include <set>

#include "quire/corpus.hpp"
#include "quire/error.hpp"
#include "quire/index.hpp"
#include "quire/query.hpp"
#include "quire/ranking.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;

namespace {

using Random = std::mt19937;

std::size_t below(Random& random, std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

std::vector<Document> corpus() {
    DocumentReader reader(test::source_file("corpus/papers.jsonl").string());
    std::vector<Document> papers;
    while (auto paper = reader.next()) papers.push_back(std::move(*paper));
    return papers;
}

std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : text + " ") {
        if (c != ' ' && c != '\n') {
            word += c;
        } else if (!word.empty()) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    return words;
}

/// A query with words and phrases of the papers, and all that the language has.
std::string random_query(Random& random, const std::vector<Document>& papers) {
    const auto words = [&](std::size_t count) {
        const std::vector<std::string> all =
            words_of(papers[below(random, papers.size())].abstract);
        std::string text;
        if (all.empty()) return text;
        const std::size_t first = below(random, all.size());
        for (std::size_t i = first; i < std::min(first + count, all.size()); ++i) {
            for (const char c : all[i]) {
                if (c != '"' && c != '(' && c != ')') text += c;
            }
            text += ' ';
        }
        if (!text.empty()) text.pop_back();
        return text;
    };
    std::string query;
    for (std::size_t left = 1 + below(random, 4); left > 0; --left) {
        switch (below(random, 14)) {
            case 0:
                query += '"' + words(2 + below(random, 2)) + '"';
                break;
            case 1:
                query += '"' + words(2) + "\"~3";
                break;
            case 2:
                query += words(1) + " NEAR/5 " + words(1);
                break;
            case 3:
                query += "title:" + words(1);
                break;
            case 4:
                query += "abstract:" + words(1) + "^2";
                break;
            case 5:
                query += words(1).substr(0, 3) + '*';
                break;
            case 6:
                query += words(1) + '~';
                break;
            case 7:
                query += "=" + words(1);
                break;
            case 8:
                query += '-' + words(1);
                break;
            case 9:
                query += '+' + words(1);
                break;
            case 10:
                query += "year:" + std::to_string(2018 + below(random, 6)) + "..";
                break;
            case 11:
                query += '(' + words(1) + " AND " + words(1) + ')';
                break;
            default:
                query += words(1 + below(random, 4));
                break;
        }
        query += ' ';
    }
    return query;
}

void compare(const Searcher& searcher, Random& random, const std::vector<Document>& papers,
             int rounds) {
    std::vector<std::string> specs = {"best", "bm25f+sdm", "bm25+rm3", "bm25f:k1=0.5,b=1"};
    for (const ModelInfo& model : models()) specs.emplace_back(model.name);
    std::size_t found = 0;
    for (int round = 0; round < rounds; ++round) {
        const std::string text = random_query(random, papers);
        SearchOptions options;
        options.model = RankingModel::parse(specs[below(random, specs.size())]);
        options.limit = below(random, 3) == 0 ? 1000 : 10;
        options.pruning = below(random, 4) > 0;
        options.exact_total = below(random, 2) == 0;
        options.all_words = below(random, 4) == 0;
        options.highlights = false;
        const Query query = Query::parse(text);
        options.engine = Engine::image;
        const SearchResults image = searcher.search(query, options);
        options.engine = Engine::xapian;
        const SearchResults xapian = searcher.search(query, options);
        CAPTURE(text);
        CAPTURE(options.model.to_string());
        REQUIRE(image.hits.size() == xapian.hits.size());
        for (std::size_t i = 0; i < image.hits.size(); ++i) {
            CHECK(image.hits[i].document == xapian.hits[i].document);
            CHECK(std::bit_cast<std::uint64_t>(image.hits[i].score) ==
                  std::bit_cast<std::uint64_t>(xapian.hits[i].score));
        }
        CHECK(image.concepts == xapian.concepts);
        if (options.exact_total) CHECK(image.total == xapian.total);
        found += image.hits.size();
    }
    CHECK(found > static_cast<std::size_t>(rounds));
}

}  // namespace

TEST_CASE("image and database answer alike, whatever is asked by whatever model") {
    const test::TemporaryDirectory directory;
    std::vector<Document> papers = corpus();
    Random random(17);
    {
        IndexWriter writer = IndexWriter::create(directory / "i");
        for (const Document& paper : papers) writer.put(paper);
        writer.commit();
    }
    const Searcher searcher(directory / "i");
    CHECK(searcher.info().image);
    compare(searcher, random, papers, 1500);

    SUBCASE("also after papers were replaced, added and removed") {
        for (int round = 0; round < 6; ++round) {
            IndexWriter writer = IndexWriter::open(directory / "i");
            for (std::size_t left = 1 + below(random, 30); left > 0; --left) {
                Document paper = papers[below(random, papers.size())];
                switch (below(random, 3)) {
                    case 0:
                        writer.remove(paper.id);
                        break;
                    case 1:
                        paper.id += "-" + std::to_string(below(random, 10));
                        [[fallthrough]];
                    default:
                        paper.abstract = papers[below(random, papers.size())].abstract;
                        writer.put(paper);
                        break;
                }
            }
            writer.commit();
            CHECK(searcher.info().image);
            compare(searcher, random, papers, 100);
        }
    }
}

TEST_CASE("image and database answer alike on real papers in many languages") {
    const auto data = test::data_file("languages");
    if (!data) return;
    const test::TemporaryDirectory directory;
    std::vector<Document> papers;
    for (const auto& entry : std::filesystem::directory_iterator(*data)) {
        if (!entry.path().filename().string().ends_with(".jsonl.gz")) continue;
        DocumentReader reader(entry.path().string());
        for (int left = 60; left > 0; --left) {
            auto paper = reader.next();
            if (!paper) break;
            papers.push_back(std::move(*paper));
        }
    }
    IndexWriter writer = IndexWriter::create(directory / "i");
    for (const Document& paper : papers) writer.put(paper);
    writer.commit();
    Random random(4);
    compare(Searcher(directory / "i"), random, papers, 300);
}

TEST_CASE("hits come with the fields that are asked for, from the image and from the database") {
    const test::TemporaryDirectory directory;
    {
        IndexWriter writer = IndexWriter::create(directory / "i");
        for (const Document& paper : corpus()) writer.put(paper);
        writer.commit();
    }
    const Searcher searcher(directory / "i");
    const Query query = Query::parse("diffusion models");
    SearchOptions options;
    const SearchResults whole = searcher.search(query, options);
    REQUIRE(whole.hits.size() == 10);
    for (const std::vector<std::string>& fields : std::vector<std::vector<std::string>>{
             {"id"}, {"title"}, {"title", "id"}, {"abstract"}, {"title", "categories"}}) {
        for (const Engine engine : {Engine::image, Engine::xapian}) {
            for (const bool highlights : {false, true}) {
                options.fields = fields;
                options.engine = engine;
                options.highlights = highlights;
                const SearchResults some = searcher.search(query, options);
                REQUIRE(some.hits.size() == whole.hits.size());
                for (std::size_t i = 0; i < some.hits.size(); ++i) {
                    Document expected;
                    expected.id = whole.hits[i].document.id;
                    for (const std::string& name : fields) {
                        if (name == "title") expected.title = whole.hits[i].document.title;
                        if (name == "abstract") expected.abstract = whole.hits[i].document.abstract;
                        if (name == "categories") {
                            expected.categories = whole.hits[i].document.categories;
                        }
                    }
                    CHECK(some.hits[i].document == expected);
                    if (highlights) CHECK(some.hits[i].snippet == whole.hits[i].snippet);
                }
            }
        }
    }
    options.fields = {"titel"};
    CHECK_THROWS_WITH_AS(searcher.search(query, options),
                         "the hits cannot come with the field \"titel\": there is none, or it is "
                         "not stored",
                         Error);
}

TEST_CASE("a damaged image is not used, and it is said so") {
    const test::TemporaryDirectory directory;
    {
        IndexWriter writer = IndexWriter::create(directory / "i");
        for (const Document& paper : corpus()) writer.put(paper);
        writer.commit();
    }
    const std::filesystem::path image = directory / "i" / "gen-1" / "image-1";
    REQUIRE(std::filesystem::exists(image));
    const auto flip = [&](std::uintmax_t at) {
        std::fstream file(image, std::ios::in | std::ios::out | std::ios::binary);
        file.seekg(static_cast<std::streamoff>(at));
        const char c = static_cast<char>(file.get() ^ 1);
        file.seekp(static_cast<std::streamoff>(at));
        file.put(c);
    };
    const Query query = Query::parse("diffusion models \"language models\"");
    SearchOptions options;
    options.engine = Engine::xapian;
    const SearchResults expected = Searcher(directory / "i").search(query, options);
    const std::uintmax_t size = std::filesystem::file_size(image);
    const auto answers_all_the_same = [&] {
        const Searcher searcher(directory / "i");
        SearchOptions automatic;
        const SearchResults got = searcher.search(query, automatic);
        CHECK(got.hits == expected.hits);
        return searcher.info();
    };
    SUBCASE("its lists") {
        for (std::uintmax_t at = 8; at < size / 2; at += 512) flip(at);
        const IndexInfo info = answers_all_the_same();
        CHECK(!info.image);
        CHECK(info.image_problem.find("damaged") != std::string::npos);
    }
    SUBCASE("its end") {
        flip(size - 20);
        CHECK(!answers_all_the_same().image);
    }
    SUBCASE("all of it is gone") {
        std::filesystem::remove(image);
        CHECK(!answers_all_the_same().image);
        options.engine = Engine::image;
        CHECK_THROWS_WITH_AS(
            Searcher(directory / "i").search(query, options),
            doctest::Contains("i: there is no image of this revision (cannot read "), Error);
        {
            IndexWriter writer = IndexWriter::open(directory / "i");
            writer.remove("p001");
            writer.commit();
        }
        const Searcher searcher(directory / "i");
        CHECK(searcher.info().image);  // The next commit has made one again.
        Random random(5);
        compare(searcher, random, corpus(), 100);
    }
    SUBCASE("another one is in its place") {
        IndexWriter writer = IndexWriter::create(directory / "j");
        writer.put(corpus().front());
        writer.commit();
        std::filesystem::copy_file(directory / "j" / "gen-1" / "image-1", image,
                                   std::filesystem::copy_options::overwrite_existing);
        CHECK(!answers_all_the_same().image);
    }
}
