#include <set>
#include <string>
#include <vector>

#include "corpus/outcomes.hpp"

using namespace quire;
using test::outcomes;
using Strings = std::vector<std::string>;

TEST_CASE("a key that is mapped fills its field instead of the format's own") {
    const Schema own = Schema::parse("name text\nbody text\njournal keyword\ntags keyword many\n");
    struct Case {
        ReaderOptions options;
        const char* bytes;
        Strings outcome;
    };
    const std::vector<Case> cases = {
        {{.format = "jsonl", .keys = {{"title", "name"}, {"id", "nr"}}},
         "{\"nr\": 7, \"id\": \"x\", \"name\": \"N\", \"title\": \"T\", \"text\": \"A\"}\n",
         {"7|title=N|abstract=A"}},
        {{.format = "jsonl", .keys = {{"abstract", "summary"}}},
         "{\"id\": \"x\", \"text\": \"T\", \"summary\": \"S\"}\n",
         {"x|abstract=S"}},
        {{.format = "jsonl", .keys = {{"title", "name"}}},
         "{\"id\": \"x\", \"name\": [\"a\", 1]}\n",
         {"1: field \"name\": expected a string, a number or a list of strings, got a list with "
          "1"}},
        {{.format = "pairs", .keys = {{"title", "abstract"}}}, "T\nA\n", {"1|title=A|abstract=A"}},
        {{.format = "pairs",
          .schema = Schema::parse("body text\n"),
          .keys = {{"body", "abstract"}}},
         "T\nA\n",
         {"1|body=A"}},
        {{.format = "csv", .keys = {{"title", "Titel"}, {"id", "title"}}},
         "TITEL,Title\nT,7\n",
         {"7|title=T"}},
        {{.format = "bibtex", .keys = {{"id", "DOI"}, {"venue", "publisher"}}},
         "@book{k, doi = {10.1/x_y}, publisher = {P}, journal = {J}}\n",
         {"10.1/x_y|venue=P|url=https://doi.org/10.1/x_y"}},
        // Keys of a source that are fields of the schema need no mapping.
        {{.format = "bibtex", .schema = own, .keys = {{"name", "title"}}},
         "@book{k, title = {T}, body = {B}, journal = {J}, tags = {one}, tags = {two}}\n",
         {"k|name=T|body=B|journal=J|tags=one"}},
        {{.format = "csv", .schema = own},
         "id,name,tags\nk,N,one;two\n",
         {"k|name=N|tags=one/two"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.bytes);
        CHECK(outcomes(c.bytes, c.options) == c.outcome);
    }
}

TEST_CASE("keys that are mapped and that no record has are named") {
    struct Case {
        const char* format;
        const char* bytes;
    };
    const std::vector<Case> cases = {
        {"jsonl", "{\"id\": \"x\", \"title\": \"T\"}\n{\"id\": \"y\", \"Ort\": null}\n"},
        {"beir", "{\"_id\": \"x\", \"metadata\": {\"Ort\": \"O\"}}\n"},
        {"bibtex", "@misc{a}\n@misc{b, ort = {O}}\n"},
        {"trec", "<DOC><DOCNO>x</DOCNO><ORT>O</ORT></DOC>\n"},
        {"arxiv", "{\"id\": \"x\", \"Ort\": \"O\"}\n"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.format);
        const test::TemporaryDirectory folder;
        const auto path = folder / "file";
        test::write_file(path, c.bytes);
        DocumentReader reader(path,
                              {.format = c.format, .keys = {{"title", "Titel"}, {"venue", "Ort"}}});
        CHECK(reader.unseen_keys() == std::set<std::string>{"Ort", "Titel"});
        while (reader.next()) continue;
        CHECK(reader.unseen_keys() == std::set<std::string>{"Titel"});
    }
}

TEST_CASE("a field that the schema has not cannot be mapped, in any format") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "file";
    test::write_file(path, "");
    for (const FormatInfo& format : formats()) {
        CAPTURE(format.name);
        try {
            DocumentReader(path,
                           {.format = std::string(format.name), .keys = {{"titel", "Titel"}}});
            FAIL_CHECK("the field was taken");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::invalid_argument);
            CHECK(std::string(error.what()) ==
                  "no field is called \"titel\", which the key \"Titel\" is mapped to");
            CHECK(error.hint() ==
                  "Did you mean title? The fields are: id, title, abstract, authors, categories, "
                  "venue, url, year, language.");
        }
        // The singular that queries understand is no name of a field.
        CHECK_THROWS_AS(
            DocumentReader(path, {.format = std::string(format.name), .keys = {{"author", "a"}}}),
            Error);
    }
}
