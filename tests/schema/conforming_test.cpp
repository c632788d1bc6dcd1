#include <doctest/doctest.h>

#include "quire/error.hpp"
#include "schema/values.hpp"

using quire::conforming;
using quire::Document;
using quire::Error;
using quire::Schema;
using quire::Value;

namespace {

const Schema& notebook() {
    static const Schema schema = Schema::parse(
        "title text\n"
        "authors keyword many\n"
        "rating real\n"
        "day date\n");
    return schema;
}

}  // namespace

TEST_CASE("a document conforms when every value is as its field holds it") {
    Document given;
    given.id = "n1";
    given.title = "Notes on attention";
    given.authors = {"Ada", ""};
    given.set("rating", "4.50");
    given.set("day", "2024-05-17T10:20:30Z");

    Document expected = given;
    expected.authors = {"Ada"};
    expected.set("rating", 4.5);
    expected.set("day", "2024-05-17");
    CHECK(conforming(given, notebook()) == expected);
    CHECK(conforming(expected, notebook()) == expected);
}

TEST_CASE("an empty value leaves no trace in a document that conforms") {
    Document given;
    given.id = "n1";
    given.authors = {""};
    given.set("rating", "");
    Document expected;
    expected.id = "n1";
    CHECK(conforming(given, notebook()) == expected);
}

TEST_CASE("a field that the schema has not is refused, in a member or in extra") {
    Document given;
    given.id = "n1";
    given.venue = "ACL";
    CHECK_THROWS_WITH_AS(conforming(given, notebook()),
                         R"(document "n1": field "venue": the schema has no such field)", Error);
    given.venue.clear();
    given.set("author", "Ada");  // Queries may say "author"; documents have the field's own name.
    CHECK_THROWS_WITH_AS(conforming(given, notebook()),
                         R"(document "n1": field "author": the schema has no such field)", Error);
    given.extra.clear();
    given.set("rating", "high");
    CHECK_THROWS_WITH_AS(conforming(given, notebook()),
                         R"(document "n1": field "rating": expected a finite number, got "high")",
                         Error);
}

TEST_CASE("an id is any UTF-8 text without control characters") {
    Document given;
    CHECK_THROWS_WITH_AS(conforming(given, notebook()), "a document has no id", Error);
    const std::pair<std::string, std::string> refused[] = {
        {"a\nb", R"(document "a\x0Ab": its id is not UTF-8 or holds control characters)"},
        {"a\x7F", R"(document "a\x7F": its id is not UTF-8 or holds control characters)"},
        {"M\xFCller", "document \"M\xFCller\": its id is not UTF-8 or holds control characters"},
    };
    for (const auto& [id, message] : refused) {
        given.id = id;
        CHECK_THROWS_WITH_AS(conforming(given, notebook()), message.c_str(), Error);
    }
    given.id = std::string(201, 'x');
    CHECK_THROWS_AS(conforming(given, notebook()), Error);
    given.id.pop_back();
    CHECK(conforming(given, notebook()).id == given.id);
    for (const std::string id : {"2106.09685", "10.1145/3292500", "\u03B2 \"1\""}) {
        given.id = id;
        CHECK(conforming(given, notebook()).id == id);
    }
}
