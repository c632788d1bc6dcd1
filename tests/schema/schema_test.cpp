#include "quire/schema.hpp"

#include <doctest/doctest.h>

#include <limits>

#include "quire/error.hpp"

using quire::Error;
using quire::Field;
using quire::FieldKind;
using quire::Schema;

namespace {

Field row(std::string name, FieldKind kind = FieldKind::text, bool many = false,
          double weight = 1) {
    return {std::move(name), kind, many, true, weight};
}

std::string error_of(std::vector<Field> fields) {
    try {
        const Schema schema(std::move(fields));
    } catch (const Error& error) {
        CHECK(error.code() == quire::ErrorCode::invalid_argument);
        return error.what();
    }
    return "no error";
}

std::string parse_error(std::string_view text) {
    try {
        Schema::parse(text, "my.schema");
    } catch (const Error& error) {
        return error.what();
    }
    return "no error";
}

}  // namespace

TEST_CASE("the default schema is that of papers") {
    CHECK(Schema::papers().to_string() ==
          "title       text weight=2\n"
          "abstract    text\n"
          "authors     keyword many\n"
          "categories  keyword many\n"
          "venue       keyword\n"
          "url         keyword\n"
          "year        integer\n"
          "language    keyword\n");
}

TEST_CASE("a schema is read from text with comments, any white space and any line ends") {
    const Schema schema = Schema::parse(
        "# what a lab notebook has\r\n"
        "\n"
        "title text weight=2.5   # counts more\n"
        "\tnotes\ttext\tunstored\r\n"
        "tags keyword many\n"
        "owner keyword\n"
        "rating real\n"
        "day date\n"
        "pages integer unstored");
    const std::vector<Field> expected = {
        row("title", FieldKind::text, false, 2.5),
        {"notes", FieldKind::text, false, false, 1},
        row("tags", FieldKind::keyword, true),
        row("owner", FieldKind::keyword),
        row("rating", FieldKind::real),
        row("day", FieldKind::date),
        {"pages", FieldKind::integer, false, false, 1},
    };
    CHECK(schema == Schema(expected));
}

TEST_CASE("a schema's text form reads as the same schema") {
    const std::vector<Schema> schemas = {
        Schema::papers(),
        Schema({row("a", FieldKind::text, false, 0.1)}),
        Schema(
            {row("a", FieldKind::text, false, 1e-300), row("b2_c", FieldKind::text, false, 3e9)}),
        Schema({{"x", FieldKind::text, false, false, 1. / 3},
                row("tags", FieldKind::keyword, true),
                row("r", FieldKind::real),
                row("d", FieldKind::date)}),
    };
    for (const Schema& schema : schemas) {
        CAPTURE(schema.to_string());
        CHECK(Schema::parse(schema.to_string()) == schema);
    }
}

TEST_CASE("a line that is no field is reported with its place") {
    struct Case {
        std::string text;
        std::string error;
    };
    const std::vector<Case> cases = {
        {"title", R"(my.schema:1: field "title" has no kind: text, keyword, integer, real, date)"},
        {"title text\n\nbody words",
         R"(my.schema:3: no kind of field is called "words": text, keyword, integer, real, date)"},
        {"title text heavy",
         R"(my.schema:1: unknown option "heavy": many, unstored, weight=NUMBER)"},
        {"title text weight=two", R"(my.schema:1: not a number: "two")"},
        {"title text weight=", R"(my.schema:1: not a number: "")"},
        {"title text weight=2x", R"(my.schema:1: not a number: "2x")"},
        {"title text weight=nan", R"(field "title": the weight must be a number greater than 0)"},
        {"", "a schema needs a text field"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(parse_error(c.text) == c.error);
    }
    CHECK_THROWS_AS(Schema::parse("title"), quire::InputError);
}

TEST_CASE("a schema that cannot be is refused with the reason") {
    const std::string bad_name =
        "a name is made of lower-case ASCII letters, digits and _, a letter first";
    constexpr double infinity = std::numeric_limits<double>::infinity();
    struct Case {
        std::vector<Field> fields;
        std::string error;
    };
    const std::vector<Case> cases = {
        {{}, "a schema needs a text field"},
        {{row("tags", FieldKind::keyword)}, "a schema needs a text field"},
        {{row("Title")}, "field \"Title\": " + bad_name},
        {{row("2nd")}, "field \"2nd\": " + bad_name},
        {{row("")}, "field \"\": " + bad_name},
        {{row("a-b")}, "field \"a-b\": " + bad_name},
        {{row("r\u00E9sum\u00E9")}, "field \"r\u00E9sum\u00E9\": " + bad_name},
        {{row("id")}, R"(field "id": every document has an id; it is not a field)"},
        {{row("a"), row("b"), row("a")}, R"(field "a" is there twice)"},
        {{row("a", FieldKind::text, true)},
         R"(field "a": only a keyword field can hold many values)"},
        {{row("a"), row("n", FieldKind::real, true)},
         R"(field "n": only a keyword field can hold many values)"},
        {{row("a"), row("k", FieldKind::keyword, false, 2)},
         R"(field "k": only a text field has a weight)"},
        {{row("a", FieldKind::text, false, 0)},
         R"(field "a": the weight must be a number greater than 0)"},
        {{row("a", FieldKind::text, false, -1)},
         R"(field "a": the weight must be a number greater than 0)"},
        {{row("a", FieldKind::text, false, infinity)},
         R"(field "a": the weight must be a number greater than 0)"},
        {{row("title"), row("year", FieldKind::real)},
         R"(field "year": Document::year holds an integer, not what a real field holds)"},
        {{row("authors")},
         R"(field "authors": Document::authors holds a list of strings, )"
         "not what a text field holds"},
        {{row("a"), row("title", FieldKind::keyword, true)},
         R"(field "title": Document::title holds a string, )"
         "not what a keyword field with many holds"},
    };
    for (const Case& c : cases) CHECK(error_of(c.fields) == c.error);
}

TEST_CASE("a field named like a member may be of any kind that the member can hold") {
    CHECK(error_of({row("abstract"), row("title", FieldKind::keyword),
                    row("venue", FieldKind::date)}) == "no error");
}

TEST_CASE("a schema can have sixteen text fields") {
    std::vector<Field> fields;
    for (char c = 'a'; c < 'a' + 16; ++c) fields.push_back(row(std::string(1, c)));
    fields.push_back(row("k", FieldKind::keyword));
    fields.back().name = "tag";
    CHECK(error_of(fields) == "no error");
    fields.push_back(row("seventeenth"));
    CHECK(error_of(fields) == "a schema can have 16 text fields, not 17");
}

TEST_CASE("a field is found by its name, and a list by its singular") {
    const Schema papers = Schema::papers();
    struct Case {
        std::string name;
        std::string field;
    };
    const std::vector<Case> cases = {
        {"title", "title"},
        {"authors", "authors"},
        {"author", "authors"},
        {"year", "year"},
        {"category", "categories"},
        {"categorie", "categories"},
        {"categor", "none"},
        {"Title", "none"},
        {"titles", "none"},
        {"venu", "none"},
        {"", "none"},
        {"id", "none"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const Field* found = papers.find(c.name);
        CHECK((found == nullptr ? "none" : found->name) == c.field);
    }

    // A field of that very name comes first, wherever it stands.
    const Schema both({row("abstract"), row("tags", FieldKind::keyword, true),
                       row("classes", FieldKind::keyword, true), row("tag", FieldKind::keyword)});
    CHECK(both.find("tag")->name == "tag");
    CHECK(both.find("class")->name == "classes");

    // Only a list is called by its singular.
    CHECK(Schema({row("notes"), row("topics", FieldKind::keyword)}).find("topic") == nullptr);
}
