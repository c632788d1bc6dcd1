#include "quire/document.hpp"

#include <doctest/doctest.h>

#include "quire/error.hpp"
#include "quire/schema.hpp"

using quire::Document;
using quire::Value;

namespace {

using List = std::vector<std::string>;

const std::vector<std::pair<std::string, Value>>& full_row() {
    static const std::vector<std::pair<std::string, Value>> row = {
        {"title", "Deep Residual Learning"},
        {"abstract", "Residual connections ease training."},
        {"authors", List{"Kaiming He", "Xiangyu Zhang"}},
        {"categories", List{"cs.CV"}},
        {"venue", "CVPR"},
        {"url", "https://example.org/1"},
        {"language", "de-AT"},
        {"year", std::int64_t{2016}},
        {"rating", 4.5},
    };
    return row;
}

}  // namespace

TEST_CASE("what is set under a field's name is in its member, or in extra") {
    Document document;
    for (const auto& [field, value] : full_row()) document.set(field, value);
    CHECK(document.title == "Deep Residual Learning");
    CHECK(document.abstract == "Residual connections ease training.");
    CHECK(document.authors == List{"Kaiming He", "Xiangyu Zhang"});
    CHECK(document.categories == List{"cs.CV"});
    CHECK(document.venue == "CVPR");
    CHECK(document.url == "https://example.org/1");
    CHECK(document.language == "de-AT");
    CHECK(document.year == 2016);
    CHECK(document.extra.size() == 1);
    CHECK(document.extra.at("rating") == Value(4.5));
    for (const auto& [field, value] : full_row()) CHECK(document.value(field) == value);
}

TEST_CASE("an empty member, string or list is no value") {
    Document document;
    for (const auto& cell : full_row()) {
        CAPTURE(cell.first);
        CHECK_FALSE(document.value(cell.first));
    }
    document.set("notes", "");
    document.set("tags", List{});
    CHECK_FALSE(document.value("notes"));
    CHECK_FALSE(document.value("tags"));
    CHECK_FALSE(document.value("id"));
}

TEST_CASE("a field can be set again, and emptied") {
    Document document;
    document.set("title", "first");
    document.set("title", "second");
    document.set("notes", "first");
    document.set("notes", std::int64_t{2});
    CHECK(document.title == "second");
    CHECK(document.value("notes") == Value(std::int64_t{2}));
    document.set("title", "");
    CHECK_FALSE(document.value("title"));
}

TEST_CASE("a member refuses a value of another type and stays as it was") {
    Document document;
    document.title = "kept";
    document.year = 1999;
    CHECK_THROWS_WITH_AS(document.set("title", List{"a", "b"}),
                         R"(field "title": expected a string, got a list of 2)", quire::Error);
    CHECK_THROWS_WITH_AS(document.set("year", "2020"),
                         R"(field "year": expected an integer, got "2020")", quire::Error);
    CHECK_THROWS_WITH_AS(document.set("authors", "He"),
                         R"(field "authors": expected a list of strings, got "He")", quire::Error);
    CHECK_THROWS_WITH_AS(document.set("year", 2.5), R"(field "year": expected an integer, got 2.5)",
                         quire::Error);
    CHECK_THROWS_WITH_AS(document.set("id", "x"), R"("id" is not a field of a document)",
                         quire::Error);
    CHECK(document.title == "kept");
    CHECK(document.year == 1999);
}

TEST_CASE("every field of the default schema has a member") {
    const quire::Schema papers = quire::Schema::papers();
    for (const quire::Field& field : papers.fields()) {
        Document document;
        for (const auto& [name, value] : full_row()) {
            if (name == field.name) document.set(name, value);
        }
        CAPTURE(field.name);
        CHECK(document.value(field.name));
        CHECK(document.extra.empty());
    }
}
