#include <filesystem>
#include <string>
#include <vector>

#include "corpus/compression.hpp"
#include "corpus/outcomes.hpp"

using namespace quire;
using Strings = std::vector<std::string>;

namespace {

Strings read(const std::string& bytes, const std::string& format) {
    return test::outcomes(bytes, {.format = format});
}

}  // namespace

TEST_CASE("metadata of BEIR fills fields that have no value of their own") {
    struct Case {
        std::string line, outcome;
    };
    const std::vector<Case> cases = {
        {R"({"_id":"1","title":"T","text":"A","metadata":{"authors":["B","C"],"year":2001,"x":1}})",
         "1|title=T|abstract=A|authors=B/C|year=2001"},
        {R"({"metadata":{"title":"M","year":2001},"_id":"1","title":"T","year":2000})",
         "1|title=T|year=2000"},
        {R"({"_id":"1","title":"T","year":2000,"metadata":{"title":"M","year":2001}})",
         "1|title=T|year=2000"},
        {R"({"_id":"1","metadata":{"id":"2","_id":"3"}})", "1"},
        {R"({"_id":"1","metadata":{"metadata":{"title":"M"}},"venue":"V"})", "1|venue=V"},
        {R"({"_id":"1","metadata":[{"title":"M"}],"venue":"V"})", "1|venue=V"},
        {R"({"_id":"1","metadata":null,"venue":"V"})", "1|venue=V"},
        {R"({"_id":"1","other":{"title":"M"},"metadata":{"other":{"title":"M"},"venue":"V"}})",
         "1|venue=V"},
        {R"({"_id":"1","metadata":{"year":{"a":1}}})",
         R"(1: field "year": expected a string, a number or a list of strings, got an object)"},
        {R"({"_id":"1","title":"T","title":"U"})", R"(1: the key "title" stands there twice)"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.line);
        CHECK(read(c.line, "beir") == Strings{c.outcome});
    }
    CHECK(read(cases.front().line, "jsonl") == Strings{"1|title=T|abstract=A"});
}

TEST_CASE("of a folder the corpus.jsonl is read, packed or not") {
    const std::string line = R"({"_id":"1","metadata":{"venue":"V"}})";
    for (const std::string extension : {"", ".gz", ".bz2", ".zst"}) {
        CAPTURE(extension);
        const test::TemporaryDirectory folder;
        std::string bytes = line;
        for (const test::Compression& compression : test::compressions) {
            if (compression.extension == extension) bytes = compression.compress(line);
        }
        test::write_file(folder / ("corpus.jsonl" + extension), bytes);
        test::write_file(folder / "queries.jsonl", "{\"_id\":\"q\"}");
        for (const std::string format : {"", "beir"}) {
            DocumentReader reader(folder.path(), {.format = format});
            CHECK(reader.file() == (folder / ("corpus.jsonl" + extension)).string());
            CHECK(reader.bytes_total() == bytes.size());
            CHECK(test::outcomes(reader, Schema::papers()) == Strings{"1|venue=V"});
        }
    }
}

TEST_CASE("a folder without a corpus.jsonl is an error that says what is read") {
    const test::TemporaryDirectory folder;
    const std::string path = folder.path();
    try {
        DocumentReader reader(path);
        FAIL("there is nothing to read");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::not_found);
        CHECK(std::string(error.what()) == "there is no corpus.jsonl in the folder " + path);
        CHECK(error.hint() ==
              "A folder is read as a collection of BEIR; name the files in any other.");
    }
    CHECK_THROWS_WITH_AS(DocumentReader(path, {.format = "jsonl"}),
                         ("cannot read " + path + ": Is a directory").c_str(), Error);
}

TEST_CASE("the collections in the layout of BEIR can be read") {
    const auto path = test::data_file("collections/cisi");
    if (!path) return;
    DocumentReader reader(*path);
    std::size_t documents = 0;
    std::size_t with_authors = 0;
    while (const std::optional<Document> document = reader.next()) {
        ++documents;
        with_authors += document->authors.empty() ? 0 : 1;
    }
    CHECK(documents == 1460);
    CHECK(with_authors > 1000);
}
