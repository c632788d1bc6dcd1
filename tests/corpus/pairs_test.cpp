#include <string>
#include <vector>

#include "quire/corpus.hpp"
#include "quire/error.hpp"
#include "support.hpp"

using namespace quire;

namespace {

/// `ID|TITLE|ABSTRACT` of each document, `LINE: REASON` of each record that cannot be read.
std::vector<std::string> read(const std::string& bytes, ReaderOptions options = {}) {
    const test::TemporaryDirectory folder;
    const auto path = folder / "papers.txt";
    test::write_file(path, bytes);
    options.format = "pairs";
    DocumentReader reader(path, options);
    std::vector<std::string> outcome;
    while (true) {
        try {
            const std::optional<Document> document = reader.next();
            if (!document) return outcome;
            CHECK(document->id == std::to_string(reader.line()));
            outcome.push_back(document->id + "|" + document->title + "|" + document->abstract);
        } catch (const InputError& error) {
            outcome.push_back(std::to_string(error.line()) + ": " + error.reason());
        }
    }
}

}  // namespace

TEST_CASE("a title line and an abstract line are a paper, its id the number of the title line") {
    struct Case {
        std::string bytes;
        std::vector<std::string> outcome;
    };
    const std::string blank = "the line after the title is blank; expected its abstract";
    const std::string unclear =
        "after a title without an abstract it cannot be told whether this is a title; nothing is "
        "read up to line ";
    const std::vector<Case> cases = {
        {"T\nA\n", {"1|T|A"}},
        {"T\r\nA", {"1|T|A"}},
        {"T\nA\nU\nB\n", {"1|T|A", "3|U|B"}},
        {"\n \nT\nA\n\n\nU\nB\n\n", {"3|T|A", "7|U|B"}},
        {"T\nA\nU", {"1|T|A", "3: the file ends after a title; expected its abstract"}},
        {"T\n\nU\nB", {"1: the line after the title is blank; expected its abstract", "3|U|B"}},
        {"T\n\nU\nB\nV\nC\n\nW\nD", {"1: " + blank, "3|U|B", "5|V|C", "8|W|D"}},
        {"T\n\nA\nU\nB\n\nV\nC", {"1: " + blank, "3: " + unclear + "5", "7|V|C"}},
        {"T\n\n\nA\n\nU\n\nB",
         {"1: " + blank, "4: " + unclear + "4", "6: " + blank, "8: " + unclear + "8"}},
        {"T\n\n", {"1: " + blank}},
        {"T\xFF\nA\nU\nB", {"1: invalid UTF-8 at byte 1", "3|U|B"}},
        {"T\nA\xC3\nU\nB", {"1: the abstract has invalid UTF-8 at byte 1", "3|U|B"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.bytes);
        CHECK(read(c.bytes) == c.outcome);
    }
}

TEST_CASE("skipped lines count, and the prefix is taken off the first title only") {
    CHECK(read("x\ny\nSubscribeT\nA\nSubscribeU\nB\n",
               {.skip_lines = 2, .strip_prefix = "Subscribe"}) ==
          std::vector<std::string>{"3|T|A", "5|SubscribeU|B"});
}

TEST_CASE("pairs go to the first and the last text field of a schema without title and abstract") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "papers.pairs";
    test::write_file(path, "T\nA\n");
    DocumentReader reader(path, {.schema = Schema::parse("name text\nnote text\nbody text\n")});
    const std::optional<Document> document = reader.next();
    REQUIRE(document);
    CHECK(document->value("name") == std::optional<Value>("T"));
    CHECK(document->value("note") == std::nullopt);
    CHECK(document->value("body") == std::optional<Value>("A"));

    CHECK_THROWS_WITH_AS(
        DocumentReader(path, {.schema = Schema::parse("body text\nyear integer\n")}),
        R"(the format "pairs" needs two text fields, but the schema has only "body")", Error);
}

TEST_CASE("the page of papers holds 198 of them") {
    const auto path = test::data_file("papers/hf-papers-page.txt");
    if (!path) return;
    DocumentReader reader(*path, {.format = "pairs", .skip_lines = 2, .strip_prefix = "Subscribe"});
    const std::optional<Document> first = reader.next();
    REQUIRE(first);
    CHECK(first->id == "3");
    CHECK(first->title ==
          "DisEnvisioner: Disentangled and Enriched Visual Prompt for Customized Image Generation");
    std::size_t count = 1;
    while (reader.next()) ++count;
    CHECK(count == 198);
}
