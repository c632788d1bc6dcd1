#include "index/layout.hpp"

#include <doctest/doctest.h>

#include <set>
#include <string>

using namespace quire;
using index::Layout;

TEST_CASE("fields of papers have the prefixes that Omega knows") {
    const Schema schema = Schema::papers();
    const Layout layout(schema);
    const std::pair<const char*, const char*> expected[] = {
        {"title", "S"},      {"abstract", "XABSTRACT"}, {"authors", "A"},
        {"categories", "K"}, {"venue", "XVENUE"},       {"url", "U"},
        {"year", "Y"},
    };
    for (const auto& [name, prefix] : expected) {
        const std::string field = name;
        for (std::size_t row = 0; row < schema.fields().size(); ++row) {
            if (schema.fields()[row].name == field) CHECK(layout.prefix(row) == prefix);
        }
    }
    CHECK(layout.text_field_count() == 2);
    CHECK(layout.has_postings(0));
    CHECK_FALSE(layout.has_postings(1));
    CHECK(Layout::stem_term("diffus") == "Zdiffus");
    CHECK(layout.stem_term("diffus", 0) == "ZSdiffus");
    CHECK(Layout::id_term("a/1") == "Qa/1");
}

TEST_CASE("no two fields share a prefix, however alike their names are") {
    const Schema schema = Schema::parse(
        "title text\nab text\na_b text\na1 keyword\nab1 keyword\nauthor keyword\n"
        "authors keyword many\nkeywords keyword\ncategories keyword many\nxab keyword\n"
        "year integer\ny integer\n");
    const Layout layout(schema);
    std::set<std::string> prefixes;
    for (std::size_t row = 0; row < schema.fields().size(); ++row) {
        const std::string& prefix = layout.prefix(row);
        CAPTURE(prefix);
        CHECK(prefixes.insert(prefix).second);
        for (const char c : prefix) CHECK((c >= 'A' && c <= 'Z'));
    }
}

TEST_CASE("a value that begins like a prefix is kept apart from a long one by a colon") {
    const Schema schema = Schema::parse("title text\nvenue keyword\nauthors keyword many\n");
    const Layout layout(schema);
    CHECK(layout.value_term("acl", 1) == "XVENUEacl");
    CHECK(layout.value_term("ACL", 1) == "XVENUE:ACL");
    CHECK(layout.value_term("Ada", 2) == "AAda");
}

TEST_CASE("the value of a term is read back, and terms of other fields have none") {
    const Schema schema =
        Schema::parse("title text\nven keyword\nvenue keyword\nauthors keyword many\n");
    const Layout layout(schema);
    for (const std::string value : {"acl", "ACL", ":colon", "::", "1", "\xC3\xA9"}) {
        CAPTURE(value);
        CHECK(layout.value_of(layout.value_term(value, 1), 1) == value);
        CHECK(layout.value_of(layout.value_term(value, 2), 2) == value);
        CHECK_FALSE(layout.value_of(layout.value_term(value, 2), 1));
        CHECK_FALSE(layout.value_of(layout.value_term(value, 1), 2));
    }
    CHECK(layout.value_of(layout.value_term("ada", 3), 3) == "ada");
    CHECK_FALSE(layout.value_of("XVEN", 1));
}
