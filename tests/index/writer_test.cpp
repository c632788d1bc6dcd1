#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "index/papers.hpp"
#include "quire/error.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;
using test::make_index;
using test::paper;
using namespace std::chrono_literals;
namespace fs = std::filesystem;

namespace {

/// The code and text of what `work` throws.
template <typename Work>
std::pair<ErrorCode, std::string> error_of(Work&& work) {
    try {
        work();
    } catch (const Error& error) {
        return {error.code(), error.what()};
    }
    return {ErrorCode::internal, "nothing was thrown"};
}

std::uint64_t count(const fs::path& index) {
    return Searcher(index).info().documents;
}

}  // namespace

TEST_CASE("a document comes back as it was put, whatever its fields hold") {
    const test::TemporaryDirectory directory;
    Document full = paper("x/1", "Title", "Abstract with \xCE\xB2.");
    full.authors = {"A. B", "C"};
    full.categories = {"cs.CL"};
    full.venue = "Venue";
    full.year = -5;
    full.url = "https://example.org/?a=b";
    full.language = "en-GB";
    const Document bare = paper("2", "", "");
    make_index(directory / "i", {full, bare});
    const Searcher searcher(directory / "i");
    CHECK(searcher.find("x/1") == full);
    CHECK(searcher.find("2") == bare);
    CHECK_FALSE(searcher.find("3").has_value());
}

TEST_CASE("putting an id again replaces the document, removing it takes it out") {
    const test::TemporaryDirectory directory;
    make_index(directory / "i", {paper("1", "red", ""), paper("2", "green", "")});
    IndexWriter writer = IndexWriter::open(directory / "i");
    writer.put(paper("1", "blue", ""));
    CHECK(writer.remove("2"));
    CHECK_FALSE(writer.remove("2"));
    CHECK_FALSE(writer.remove("never"));
    const CommitInfo info = writer.commit();
    CHECK(info.documents == 1);
    const Searcher searcher(directory / "i");
    CHECK(searcher.search(Query::parse("red")).hits.empty());
    CHECK(searcher.search(Query::parse("green")).hits.empty());
    REQUIRE(searcher.search(Query::parse("blue")).hits.size() == 1);
    CHECK(searcher.search(Query::parse("blue")).hits[0].document.id == "1");
}

TEST_CASE("without a commit nothing happened") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "i";
    SUBCASE("a new index leaves no trace") {
        {
            IndexWriter writer = IndexWriter::create(index);
            writer.put(paper("1", "a", "b"));
            CHECK(error_of([&] { Searcher{index}; }).first == ErrorCode::not_found);
        }
        CHECK_FALSE(fs::exists(index));
    }
    SUBCASE("changes of an index are gone with the writer") {
        make_index(index, {paper("1", "a", "b")});
        {
            IndexWriter writer = IndexWriter::open(index);
            writer.put(paper("2", "a", "b"));
            writer.remove("1");
            CHECK(count(index) == 1);
        }
        CHECK(count(index) == 1);
        CHECK(Searcher(index).find("1").has_value());
    }
    SUBCASE("a rebuild leaves the old generation as it was") {
        make_index(index, {paper("1", "a", "b")});
        {
            IndexWriter writer = IndexWriter::rebuild(index);
            for (int i = 0; i < 2500; ++i) writer.put(paper(std::to_string(i), "x", "y"));
            CHECK(count(index) == 1);
        }
        CHECK(count(index) == 1);
        CHECK(Searcher(index).info().generation == 1);
        CHECK_FALSE(fs::exists(index / "gen-2"));
    }
    SUBCASE("nor does it after a kill") {
        make_index(index, {paper("1", "a", "b")});
        const pid_t child = fork();
        if (child == 0) {
            IndexWriter writer = IndexWriter::open(index);
            writer.put(paper("2", "a", "b"));
            kill(getpid(), SIGKILL);
        }
        waitpid(child, nullptr, 0);
        CHECK(count(index) == 1);
        make_index(directory / "other", {});
        IndexWriter writer = IndexWriter::open(index);  // The lock went with the process.
        writer.put(paper("3", "a", "b"));
        CHECK(writer.commit().documents == 2);
    }
}

TEST_CASE("a writer goes on after a document that it refuses") {
    const test::TemporaryDirectory directory;
    IndexWriter writer = IndexWriter::create(directory / "i");
    writer.put(paper("1", "a", "b"));
    struct Case {
        Document document;
        std::string message;
    };
    Document stranger = paper("3", "a", "b");
    stranger.extra["colour"] = std::string("red");
    const Case cases[] = {
        {paper("", "a", "b"), "a document has no id"},
        {paper("a\nb", "a", "b"),
         "document \"a\\x0Ab\": its id is not UTF-8 or holds control characters"},
        {paper("2", "a\xFF", "b"), "document \"2\": field \"title\": "},
        {stranger, "document \"3\": field \"colour\": the schema has no such field"},
    };
    for (const Case& c : cases) {
        const auto [code, message] = error_of([&] { writer.put(c.document); });
        CHECK(code == ErrorCode::invalid_argument);
        CHECK(message.substr(0, c.message.size()) == c.message);
    }
    writer.put(paper("4", "a", "b"));
    CHECK(writer.commit().documents == 2);
}

TEST_CASE("creating never destroys what is there") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "i";
    SUBCASE("an index") {
        make_index(index, {paper("1", "a", "b")});
        const auto [code, message] = error_of([&] { IndexWriter::create(index); });
        CHECK(code == ErrorCode::already_exists);
        CHECK(message == "there is an index at " + index.string() + " already");
        CHECK(count(index) == 1);
    }
    SUBCASE("a directory with other things, to a rebuild as well") {
        fs::create_directory(index);
        test::write_file(index / "thesis.tex", "precious");
        const std::string expected =
            index.string() + " is a directory that holds other things than an index";
        CHECK(error_of([&] { IndexWriter::create(index); }) ==
              std::pair(ErrorCode::already_exists, expected));
        CHECK(error_of([&] { IndexWriter::rebuild(index); }) ==
              std::pair(ErrorCode::already_exists, expected));
        CHECK(test::read_file(index / "thesis.tex") == "precious");
    }
    SUBCASE("a file") {
        test::write_file(index, "precious");
        CHECK(error_of([&] { IndexWriter::create(index); }).first == ErrorCode::io);
        CHECK(test::read_file(index) == "precious");
    }
    SUBCASE("an empty directory is fine, and stays if nothing is committed") {
        fs::create_directory(index);
        { IndexWriter writer = IndexWriter::create(index); }
        CHECK(fs::exists(index));
        make_index(index, {});
        CHECK(count(index) == 0);
    }
}

TEST_CASE("an unknown language is refused before anything is made") {
    const test::TemporaryDirectory directory;
    IndexOptions options;
    options.language = "klingon";
    const auto [code, message] = error_of([&] { IndexWriter::create(directory / "i", options); });
    CHECK(code == ErrorCode::invalid_argument);
    CHECK(message.find("klingon") != std::string::npos);
    CHECK_FALSE(fs::exists(directory / "i"));
}

TEST_CASE("a second writer is told who holds the index") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "i";
    make_index(index, {});
    auto writer = std::make_unique<IndexWriter>(IndexWriter::open(index));
    const auto [code, message] = error_of([&] { IndexWriter::open(index, {20ms}); });
    CHECK(code == ErrorCode::locked);
    CHECK(message.find("another writer holds the index: process " + std::to_string(getpid()) +
                       " on ") != std::string::npos);
    CHECK(error_of([&] { IndexWriter::rebuild(index); }).first == ErrorCode::locked);
    writer.reset();
    CHECK(IndexWriter::open(index).commit().documents == 0);
}

TEST_CASE("a rebuild is a new generation that readers follow") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "i";
    make_index(index, {paper("1", "old", "b")});
    const Searcher searcher(index);
    CHECK(searcher.search(Query::parse("old")).generation == 1);

    IndexWriter writer = IndexWriter::rebuild(index);
    writer.put(paper("2", "new", "b"));
    CHECK(searcher.search(Query::parse("old")).hits.size() == 1);
    const CommitInfo info = writer.commit();
    CHECK(info.generation == 2);
    CHECK(info.documents == 1);
    CHECK(fs::exists(index / "gen-1"));  // The searcher has not looked since.

    CHECK(searcher.search(Query::parse("old")).hits.empty());
    CHECK(searcher.search(Query::parse("new")).generation == 2);
    writer.put(paper("3", "newer", "b"));
    CHECK(writer.commit().generation == 2);
    { IndexWriter other = std::move(writer); }
    IndexWriter::open(index).commit();
    CHECK_FALSE(fs::exists(index / "gen-1"));
}

TEST_CASE("an index that is removed and made again is another one to a searcher that knew it") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "i";
    make_index(index, {paper("1", "old", "alpha")});
    const Searcher searcher(index);
    CHECK(searcher.search(Query::parse("alpha")).total == 1);
    fs::remove_all(index);
    std::vector<Document> papers;
    for (int i = 0; i < 50; ++i) papers.push_back(paper(std::to_string(i), "new", "beta"));
    make_index(index, papers);
    CHECK(searcher.search(Query::parse("alpha")).total == 0);
    CHECK(searcher.search(Query::parse("beta")).total == 50);
}

TEST_CASE("old generations go though many readers were busy in them") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "i";
    make_index(index, {paper("1", "word", "")});
    const Searcher searcher(index);
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t) {
        threads.emplace_back([&] {
            for (int i = 0; i < 50; ++i) searcher.search(Query::parse("word"));
        });
    }
    for (std::thread& thread : threads) thread.join();
    IndexWriter::rebuild(index).commit();
    CHECK(searcher.search(Query::parse("word")).generation == 2);
    IndexWriter::open(index).commit();
    CHECK_FALSE(fs::exists(index / "gen-1"));
}

TEST_CASE("what a writer that died while building has left goes with the next one") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "i";
    const pid_t child = fork();
    if (child == 0) {
        IndexWriter writer = IndexWriter::create(index);
        for (int i = 0; i < 1200; ++i) writer.put(paper(std::to_string(i), "x", "y"));
        kill(getpid(), SIGKILL);
    }
    waitpid(child, nullptr, 0);
    CHECK(fs::exists(index / "gen-1"));
    CHECK(error_of([&] { Searcher{index}; }).first == ErrorCode::not_found);
    make_index(index, {paper("1", "a", "b")});
    CHECK(count(index) == 1);
    CHECK(std::distance(fs::directory_iterator(index), {}) == 3);  // CURRENT, lock, one generation.
}

TEST_CASE("a generation that was only begun, or is almost removed, never stands in the way") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "i";
    const fs::path left = index / "gen-1";
    fs::create_directories(left);
    SUBCASE("a directory alone") {}
    SUBCASE("with the mark not in its place") {
        test::write_file(left / "unfinished.new", "");
    }
    SUBCASE("with a mark") {
        test::write_file(left / "unfinished", "");
    }
    SUBCASE("with pieces of a load") {
        fs::create_directories(left / "load" / "0" / "xapian");
    }
    SUBCASE("with a mark and half a database") {
        test::write_file(left / "unfinished", "");
        fs::create_directory(left / "xapian");
    }
    make_index(index, {paper("1", "a", "b")});
    CHECK(count(index) == 1);
    CHECK(std::distance(fs::directory_iterator(index), {}) == 3);  // CURRENT, lock, one generation.
}

TEST_CASE("the mark of a generation goes though its writer died before it took it away") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "i";
    make_index(index, {paper("1", "a", "b")});
    test::write_file(index / "gen-1" / "unfinished", "");
    IndexWriter::open(index).commit();
    CHECK_FALSE(fs::exists(index / "gen-1" / "unfinished"));
    CHECK(count(index) == 1);
}

TEST_CASE("what is no index is told from one that is damaged or made by another version") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "i";
    CHECK(error_of([&] { Searcher{index}; }) ==
          std::pair(ErrorCode::not_found, "there is no index at " + index.string()));
    CHECK(error_of([&] { IndexWriter::open(index); }) ==
          std::pair(ErrorCode::not_found, "there is no index at " + index.string()));
    CHECK_FALSE(fs::exists(index));
    make_index(index, {paper("1", "a", "b")});
    SUBCASE("CURRENT names nothing: a rebuild, as the hint says, is the way out") {
        test::write_file(index / "CURRENT", "nonsense");
        CHECK(error_of([&] { IndexWriter::create(index); }).first == ErrorCode::corrupt_index);
        CHECK(error_of([&] { Searcher{index}; }) ==
              std::pair(ErrorCode::corrupt_index,
                        (index / "CURRENT").string() + ": names no generation of the index"));
        IndexWriter::rebuild(index).commit();
        CHECK(count(index) == 0);
    }
    SUBCASE("CURRENT is gone: a new index does not take the place of what is there") {
        fs::remove(index / "CURRENT");
        CHECK(error_of([&] { Searcher{index}; }).first == ErrorCode::not_found);
        const auto [code, message] = error_of([&] { IndexWriter::create(index); });
        CHECK(code == ErrorCode::corrupt_index);
        CHECK(message == index.string() +
                             ": the file CURRENT, which names the generation in use, is missing, "
                             "but a generation is there");
        CHECK(fs::exists(index / "gen-1" / "xapian"));
        IndexWriter::rebuild(index).commit();
        CHECK(count(index) == 0);
    }
    SUBCASE("the generation is gone") {
        fs::remove_all(index / "gen-1");
        CHECK(error_of([&] { Searcher{index}; }).first == ErrorCode::corrupt_index);
    }
    SUBCASE("the database is gone") {
        fs::remove_all(index / "gen-1" / "xapian");
        CHECK(error_of([&] { Searcher{index}; }).first == ErrorCode::corrupt_index);
        CHECK(error_of([&] { IndexWriter::open(index); }).first == ErrorCode::corrupt_index);
    }
}

TEST_CASE("what an index was made with can be asked, to make it again") {
    const test::TemporaryDirectory directory;
    CHECK_FALSE(index_options(directory / "i").has_value());
    IndexOptions options;
    options.language = "french";
    options.schema = Schema::parse("body text\nwhen date\n");
    make_index(directory / "i", {}, options);
    const auto stored = index_options(directory / "i");
    REQUIRE(stored.has_value());
    CHECK(stored->language == "french");
    CHECK(stored->schema == options.schema);
}

TEST_CASE("a text that is too long is refused by name, and the writer goes on") {
    const test::TemporaryDirectory directory;
    IndexWriter writer = IndexWriter::create(directory / "i");
    CHECK(error_of([&] { writer.put(paper("1", "", std::string((4 << 20) + 1, 'x'))); }) ==
          std::pair(ErrorCode::invalid_argument,
                    std::string("document \"1\": field \"abstract\": longer than 4 MiB")));
    std::string words;
    for (int i = 0; i < (1 << 20); ++i) words += "a ";
    CHECK(error_of([&] { writer.put(paper("1", "", words)); }) ==
          std::pair(ErrorCode::invalid_argument,
                    std::string("document \"1\": field \"abstract\": more than 1048575 words")));
    Document long_keyword = paper("1", "", "");
    long_keyword.set("venue", std::string((64 << 10) + 1, 'x'));
    CHECK(error_of([&] { writer.put(long_keyword); }) ==
          std::pair(ErrorCode::invalid_argument,
                    std::string("document \"1\": field \"venue\": a keyword longer than 64 KiB")));
    writer.put(paper("1", "", "short"));
    CHECK(writer.commit().documents == 1);
}

TEST_CASE("a schema of one's own keeps every kind of field") {
    const test::TemporaryDirectory directory;
    IndexOptions options;
    options.schema = Schema::parse(
        "name text weight=3\n"
        "body text\n"
        "tags keyword many\n"
        "size integer\n"
        "score real\n"
        "published date\n"
        "secret keyword unstored\n");
    Document document;
    document.id = "1";
    document.extra = {{"name", std::string("Red apples")},
                      {"body", std::string("They are red.")},
                      {"tags", std::vector<std::string>{"Fruit Salad", "sweet"}},
                      {"size", std::int64_t{7}},
                      {"score", 2.5},
                      {"published", std::string("2024-05-17")},
                      {"secret", std::string("hidden")}};
    make_index(directory / "i", {document}, options);
    const Searcher searcher(directory / "i");
    CHECK(searcher.info().schema == options.schema);
    Document stored = document;
    stored.extra.erase("secret");
    CHECK(searcher.find("1") == stored);
    const std::pair<const char*, std::size_t> cases[] = {
        {"name:apple", 1},
        {"body:apple", 0},
        {"tags:sweet", 1},
        {"tags:salad", 1},
        {"tags:\"fruit salad\"", 1},
        {"tags:\"salad sweet\"", 0},
        {"tag:sweet", 1},
        {"size:7", 1},
        {"size:007", 1},
        {"size:8", 0},
        {"score:2.50", 1},
        {"published:2024", 1},
        {"published:2024-05", 1},
        {"published:2024-05-17", 1},
        {"published:2024-06", 0},
        {"secret:hidden", 1},
        {"red -secret:hidden", 0},
    };
    for (const auto& row : cases) {
        CAPTURE(row.first);
        const SearchResults results = searcher.search(Query::parse(row.first));
        CHECK(results.hits.size() == row.second);
        CHECK(results.diagnostics.empty());
    }
}

TEST_CASE("a fingerprint that differs is an error that says in what, and what to do") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "i";
    make_index(index, {});
    const std::vector<FingerprintEntry> entries = Searcher(index).info().fingerprint;
    const auto has = [&](const char* name) {
        return std::any_of(entries.begin(), entries.end(),
                           [&](const FingerprintEntry& entry) { return entry.name == name; });
    };
    for (const char* name : {"format", "quire", "language", "icu", "unicode", "stemmer"}) {
        CAPTURE(name);
        CHECK(has(name));
    }
}
