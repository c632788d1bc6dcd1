#include "quire/corpus.hpp"

#include <utility>

#include "corpus/compression.hpp"
#include "quire/error.hpp"
#include "support.hpp"

using namespace quire;

TEST_CASE("the format is told from the file's name, also under that of a compressor") {
    const test::TemporaryDirectory folder;
    for (const std::string name :
         {"a.jsonl", "a.ndjson", "a.jsonl.gz", "a.jsonl.bz2", "a.b.jsonl.zst", ".jsonl", "A.JSONL",
          "a.Jsonl.GZ", "a.jsonl.xz"}) {
        CAPTURE(name);
        const auto path = folder / name;
        test::write_file(path, "{\"id\": \"x\"}\n");
        DocumentReader reader(path);
        CHECK(reader.next()->id == "x");
    }
    for (const std::string name : {"a.json", "a.xml", "a.jsonl.lz4", "jsonl", "a.gz", "a"}) {
        CAPTURE(name);
        const std::string path = folder / name;
        test::write_file(path, "T\nA\n");
        CHECK_THROWS_WITH_AS(
            DocumentReader{path},
            ("neither the name nor the first bytes of " + path + " tell its format").c_str(),
            Error);
        test::write_file(path, " \n\n");
        CHECK_FALSE(DocumentReader(path).next());
    }
}

TEST_CASE("a file whose name and first bytes let several formats be is an error that names them") {
    const test::TemporaryDirectory folder;
    const std::string path = folder / "a.xml";
    test::write_file(path, "<!-- <PubmedArticleSet> or --><collection id='2020.a'></collection>");
    try {
        DocumentReader reader(path);
        FAIL("one format was chosen");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_argument);
        CHECK(std::string(error.what()) == path + " may be in the format acl or pubmed");
        CHECK(error.hint() == "Say which format it is.");
    }
}

TEST_CASE("the format of a packed file is told from what is in it, after the lines to skip") {
    const test::TemporaryDirectory folder;
    for (const auto& compression : test::compressions) {
        const auto path = folder / ("a" + std::string(compression.extension));
        test::write_file(path, compression.compress("header\n{\"id\": \"x\"}\n"));
        DocumentReader reader(path, {.skip_lines = 1});
        CHECK(reader.next()->id == "x");
        CHECK(reader.line() == 2);
    }
}

TEST_CASE("a format that is named goes before the file's name") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "a.jsonl";
    test::write_file(path, "T\nA\n");
    DocumentReader reader(path, {.format = "pairs"});
    CHECK(reader.next()->title == "T");
    try {
        DocumentReader(path, {.format = "xml"});
        FAIL("there is no such format");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_argument);
        CHECK(std::string(error.what()) == "there is no format \"xml\"");
        CHECK(error.hint() ==
              "The formats are: jsonl, csv, tsv, bibtex, beir, arxiv, acl, pubmed, trec, smart, "
              "pairs.");
    }
}

TEST_CASE("a reader can be moved and goes on where it was") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "a.jsonl";
    test::write_file(path, "{\"id\": \"x\"}\n{\"id\": \"y\"}\n");
    DocumentReader first(path);
    CHECK(first.next()->id == "x");
    DocumentReader second = std::move(first);
    CHECK(second.next()->id == "y");
    CHECK(second.line() == 2);
    CHECK(second.bytes_read() == second.bytes_total());
}

TEST_CASE("a damaged file gives the documents before the damage, then an error, then nothing") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "a.jsonl.gz";
    std::string lines;
    for (int i = 0; i < 100'000; ++i) lines += "{\"id\": " + std::to_string(i * 7919) + "}\n";
    const std::string packed = test::compressions[0].compress(lines);
    test::write_file(path, packed.substr(0, packed.size() - 20));
    DocumentReader reader(path);
    std::size_t documents = 0;
    const auto read_all = [&] {
        while (reader.next()) ++documents;
    };
    try {
        read_all();
        FAIL("the damage was not noticed");
    } catch (const InputError& error) {
        CHECK(error.line() == documents + 1);
        CHECK(error.reason() ==
              "its gzip data is damaged or cut short; nothing is read from here on");
    }
    CHECK(documents > 99'000);
    CHECK_FALSE(reader.next());
}
