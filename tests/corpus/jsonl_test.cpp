#include <string>
#include <variant>
#include <vector>

#include "corpus/compression.hpp"
#include "corpus/outcomes.hpp"
#include "quire/corpus.hpp"
#include "quire/error.hpp"
#include "support.hpp"

using namespace quire;

namespace {

/// What a file gave: its documents, and the reasons of the records that could not be read.
struct Outcome {
    std::vector<Document> documents;
    std::vector<std::string> errors;  ///< `LINE: REASON`
};

Outcome read(const std::string& bytes, ReaderOptions options = {}) {
    const test::TemporaryDirectory folder;
    const auto path = folder / "papers.jsonl";
    test::write_file(path, bytes);
    DocumentReader reader(path, options);
    Outcome outcome;
    while (true) {
        try {
            std::optional<Document> document = reader.next();
            if (!document) return outcome;
            outcome.documents.push_back(std::move(*document));
        } catch (const InputError& error) {
            CHECK(error.file() == path.string());
            CHECK(reader.line() == error.line());
            outcome.errors.push_back(std::to_string(error.line()) + ": " + error.reason());
        }
    }
}

Document only(const std::string& line, const ReaderOptions& options = {}) {
    const Outcome outcome = read(line, options);
    for (const std::string& error : outcome.errors) FAIL_CHECK(error);
    REQUIRE(outcome.documents.size() == 1);
    return outcome.documents.front();
}

}  // namespace

TEST_CASE("the keys of a JSON object are the fields of the schema") {
    Document expected;
    expected.id = "p1";
    expected.title = "A \"title\" with é";
    expected.abstract = "Text.";
    expected.authors = {"Ada L.", "Grace H."};
    expected.categories = {"cs.CL"};
    expected.venue = "ACL";
    expected.year = 2020;
    expected.url = "https://example.org";
    CHECK(only(R"({"id": "p1", "title": "A \"title\" with \u00e9", "abstract": "Text.", )"
               R"("authors": ["Ada L.", "Grace H."], "categories": ["cs.CL"], "venue": "ACL", )"
               R"("year": 2020, "url": "https://example.org"})") == expected);
}

TEST_CASE("a value may be written in another way than its field holds it") {
    struct Case {
        std::string member;
        std::string field;
        std::optional<Value> value;
    };
    using List = std::vector<std::string>;
    const std::vector<Case> cases = {
        {R"("year": "2020")", "year", std::int64_t{2020}},
        {R"("year": 2020.0)", "year", std::int64_t{2020}},
        {R"("year": -5)", "year", std::int64_t{-5}},
        {R"("authors": "Ada L.")", "authors", List{"Ada L."}},
        {R"("venue": ["ACL"])", "venue", "ACL"},
        {R"("title": null)", "title", std::nullopt},
        {R"("title": "")", "title", std::nullopt},
        {R"("authors": [])", "authors", std::nullopt},
        {R"("authors": ["", "Ada L."])", "authors", List{"Ada L."}},
        {R"("title": "\u0000\ud83d\ude00")", "title", std::string("\0\xF0\x9F\x98\x80", 5)},
    };
    for (const Case& c : cases) {
        CAPTURE(c.member);
        CHECK(only(R"({"id": "x", )" + c.member + "}").value(c.field) == c.value);
    }
}

TEST_CASE("an id may be a number") {
    CHECK(only(R"({"id": 17})").id == "17");
    CHECK(only(R"({"id": -17})").id == "-17");
    CHECK(only(R"({"id": 18446744073709551615})").id == "18446744073709551615");
    CHECK(only(R"({"id": 123456789012345678901234567890})").id == "123456789012345678901234567890");
    CHECK(only(R"({"id": 1.50})").id == "1.50");
}

TEST_CASE("records of the BEIR collections are understood") {
    const Document document =
        only(R"({"_id": "7", "title": "T", "text": "A", "metadata": {"year": [1, {"id": 2}]}})");
    CHECK(document.id == "7");
    CHECK(document.abstract == "A");
    CHECK(document.extra.empty());

    CHECK(only(R"({"id": "own", "_id": "7", "text": "A", "abstract": "B"})").id == "own");
    CHECK(only(R"({"id": null, "_id": "7"})").id == "7");
    CHECK(only(R"({"id": "x", "text": "A", "abstract": "B"})").abstract == "B");

    const ReaderOptions options{.schema = Schema::parse("text text\nbody text\n")};
    const Document own = only(R"({"id": "x", "text": "A"})", options);
    CHECK(own.value("text") == std::optional<Value>("A"));
    CHECK(own.value("body") == std::nullopt);
}

TEST_CASE("fields of a schema of one's own are read into extra") {
    const ReaderOptions options{
        .schema = Schema::parse("notes text\ntags keyword many\nscore real\nday date\n")};
    const Document document = only(
        R"({"id": "x", "text": "N", "tags": ["a", "b"], "score": 3, "day": "2024-05", "title": "?"})",
        options);
    CHECK(document.extra.size() == 4);
    CHECK(document.value("notes") == std::optional<Value>("N"));
    CHECK(document.value("tags") == std::optional<Value>(std::vector<std::string>{"a", "b"}));
    CHECK(document.value("score") == std::optional<Value>(3.0));
    CHECK(document.value("day") == std::optional<Value>("2024-05"));
    CHECK(document.title.empty());
}

TEST_CASE("who brings a list of objects, or one over many lines, is told how to make JSON Lines") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "papers.json";
    for (const char* bytes : {"[\n{\"id\": 1},\n{\"id\": 2}\n]\n", "[{\"id\": 1}, {\"id\": 2}]",
                              "{\n  \"id\": 1\n}\n"}) {
        CAPTURE(bytes);
        test::write_file(path, bytes);
        DocumentReader reader(path);
        try {
            reader.next();
            FAIL("it was read");
        } catch (const InputError& error) {
            CHECK(error.line() == 1);
            CHECK(error.hint() ==
                  "Each object must stand on one line: jq -c '.[]' FILE if the file is a list, "
                  "else jq -c . FILE");
        }
    }
}

TEST_CASE(
    "no line of a list of objects is read, the last one neither, which has no comma behind it") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "papers.json";
    test::write_file(path, "[\n{\"id\": \"1\"},\n{\"id\": \"2\"}\n]\n");
    for (const char* format : {"jsonl", "beir", "arxiv"}) {
        CAPTURE(format);
        DocumentReader reader(path, {.format = format});
        try {
            reader.next();
            FAIL("it was read");
        } catch (const InputError& error) {
            CHECK(error.hint().starts_with("Each object must stand on one line: jq"));
        }
        CHECK_FALSE(reader.next());
    }
}

TEST_CASE("a list of a million authors is refused, and the next record is read") {
    std::string list = "\"a\"";
    for (int i = 0; i < 1'000'000; ++i) list += ",\"a\"";
    const std::string bytes = "{\"id\": \"x\", \"authors\": [" + list + "]}\n{\"id\": \"y\"}\n";
    for (const char* format : {"jsonl", "beir"}) {
        CHECK(test::outcomes(bytes, {.format = format}) ==
              std::vector<std::string>{"1: more than 50000 values in a record", "y"});
    }
}

TEST_CASE("a record that cannot be read is an error that says why") {
    struct Case {
        std::string line;
        std::string reason;
    };
    const std::string expected = "expected a string, a number or a list of strings, got ";
    const std::vector<Case> cases = {
        {R"({"title": "T"})", "no id"},
        {R"({"id": "", "title": "T"})", "no id"},
        {R"({"id": null, "title": "T"})", "no id"},
        {R"({"id": ["x"]})", R"(field "id": expected a string or a number, got a list of 1)"},
        {R"({"id": true})", R"(field "id": expected a string or a number, got true)"},
        {R"({"_id": {}})", R"(field "_id": expected a string or a number, got an object)"},
        {R"({"id": "x", "year": "abc"})",
         R"(document "x": field "year": expected an integer, got "abc")"},
        {R"({"id": "x", "year": 2020.5})",
         R"(document "x": field "year": expected an integer, got 2020.5)"},
        {R"({"id": "x", "title": 5})", R"(document "x": field "title": expected a string, got 5)"},
        {R"({"id": "x", "title": false})", R"(field "title": )" + expected + "false"},
        {R"({"id": "x", "title": {"a": [1, {"title": 2}]}})",
         R"(field "title": )" + expected + "an object"},
        {R"({"id": "x", "authors": ["a", 5]})",
         R"(field "authors": )" + expected + "a list with 5"},
        {R"({"id": "x", "authors": [null]})",
         R"(field "authors": )" + expected + "a list with null"},
        {R"({"id": "x", "authors": [["a"]]})",
         R"(field "authors": )" + expected + "a list with a list"},
        {R"({"id": "x", "authors": [{"name": "a"}]})",
         R"(field "authors": )" + expected + "a list with an object"},
        {R"({"id": "x", "title": "A", "title": "B"})", R"(the key "title" stands there twice)"},
        {R"({"id": "x", "id": null})", R"(the key "id" stands there twice)"},
        {R"(["id", "x"])", "expected a JSON object"},
        {R"("id")", "expected a JSON object"},
        {"12", "expected a JSON object"},
        {"null", "expected a JSON object"},
        {"true", "expected a JSON object"},
        {"x", "not JSON at column 1, near x"},
        {R"({"id": "x")", "the JSON object is not closed"},
        {R"({"id": "x)", "the JSON object is not closed"},
        {R"({"id": "x",})", R"(not JSON at column 12, near {"id": "x",})"},
        {R"({"id": 'x'})", R"(not JSON at column 8, near {"id": ')"},
        {R"({"id": "x"} {})", R"(not JSON at column 13, near {"id": "x"} {)"},
        {R"({"id": "x", "title": "\q"})", R"(not JSON at column 24, near "x", "title": "\q)"},
        // The sixteen bytes before the error begin inside a character, which is left out.
        {"{\"id\": \"a\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\"x}",
         "not JSON at column 27, near \xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9\"x"},
        {R"({"id": "x", "year": 1e999})", "the number at column 25 is too large"},
        {"{\"id\": \"x\", \"title\": \"M\xFCller\"}", "invalid UTF-8 at byte 23"},
        {"\xC0\xAF", "invalid UTF-8 at byte 0"},
        {R"({"id": "x", "title": "\ud800"})", R"(not JSON at column 29, near "title": "\ud800")"},
        {R"({"id": "x", "title": )" + std::string(100'000, '['), "the JSON object is not closed"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.line);
        const Outcome outcome =
            read("{\"id\": \"before\"}\n" + c.line + "\r\n{\"id\": \"after\"}\n");
        REQUIRE(outcome.documents.size() == 2);
        CHECK(outcome.documents.back().id == "after");
        REQUIRE(outcome.errors.size() == 1);
        CHECK(outcome.errors.front() == "2: " + c.reason);
    }
}

TEST_CASE("values that nobody wants may be nested as deep as they like") {
    const std::size_t depth = 1'000'000;
    const std::string line =
        R"({"other": )" + std::string(depth, '[') + std::string(depth, ']') + R"(, "id": "x"})";
    CHECK(only(line).id == "x");
}

TEST_CASE("records are counted that have a key which is no field") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "papers.jsonl";
    const auto unknown_keys = [&](const std::string& lines, const std::string& format) {
        test::write_file(path, lines);
        DocumentReader reader(path, {.format = format});
        CHECK(reader.unknown_keys().empty());
        while (reader.next()) continue;
        return reader.unknown_keys();
    };
    using Keys = std::map<std::string, std::uint64_t>;
    const std::string lines =
        R"({"id": "a", "title": "T", "summary": "S", "metadata": {"inner": 1}, "summary": null})"
        "\n"
        R"({"_id": "b", "text": "X", "Title": "T", "summary": [{"inner": 2}]})"
        "\n";
    CHECK(unknown_keys(lines, "jsonl") == Keys{{"Title", 1}, {"metadata", 1}, {"summary", 2}});
    CHECK(unknown_keys(lines, "pairs").empty());

    std::string many = "{\"" + std::string(101, 'k') + "\": 1";
    for (int i = 1000; i < 1200; ++i) many += ", \"" + std::to_string(i) + "\": 1";
    const Keys most = unknown_keys(many + R"(, "id": "c"})", "jsonl");
    CHECK(most.size() == 100);
    CHECK(most.begin()->first == "1000");
}

TEST_CASE("blank lines are passed over and counted") {
    const Outcome outcome = read("\n  \t\r\n{\"id\": \"x\"}\n\nno\n");
    REQUIRE(outcome.documents.size() == 1);
    CHECK(outcome.errors == std::vector<std::string>{"5: not JSON at column 2, near no"});
}

TEST_CASE("a line longer than 16 MiB is an error and costs no document but its own") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "papers.jsonl.gz";
    const std::string title((std::size_t{64} << 20) + 1, 'x');
    test::write_file(path, test::compressions[0].compress("{\"id\": \"a\", \"title\": \"" + title +
                                                          "\"}\n{\"id\": \"b\"}\n"));
    DocumentReader reader(path);
    CHECK_THROWS_WITH_AS(reader.next(), (path.string() + ":1: more than 16 MiB in a line").c_str(),
                         InputError);
    CHECK(reader.next()->id == "b");
    CHECK(reader.line() == 2);
    CHECK_FALSE(reader.next());
}

TEST_CASE("all of the ACL abstracts can be read") {
    const auto path = test::data_file("papers/acl-abstracts.jsonl.gz");
    if (!path) return;
    DocumentReader reader(*path);
    std::size_t count = 0;
    std::size_t with_year = 0;
    while (const std::optional<Document> document = reader.next()) {
        ++count;
        with_year += document->year ? 1 : 0;
        CHECK_FALSE(document->abstract.empty());
    }
    CHECK(count == 32'204);
    CHECK(with_year == count);
    CHECK(reader.line() == count);
    CHECK(reader.bytes_read() == reader.bytes_total());
}
