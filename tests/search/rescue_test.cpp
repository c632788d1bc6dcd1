#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "index/papers.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;

TEST_CASE("what is left out of a query that finds nothing depends on how many parts it has") {
    const test::TemporaryDirectory directory;
    test::make_index(directory / "i", {test::paper("1", "a0 a1 a2 a3 a4 a5 a6 a7 a8", ""),
                                       test::paper("2", "b0 b1 b2 b3 b4 b5 b6 b7 b8", "")});
    const Searcher searcher(directory / "i");
    const auto numbered = [](const std::string& letter, int count) {
        std::string text;
        for (int i = 0; i < count; ++i) text += "+" + letter + std::to_string(i) + " ";
        return text;
    };
    struct Case {
        std::string query;
        std::size_t parts;
        std::string left;
    };
    for (const Case& c :
         std::vector<Case>{{"+a0 +a1 +x", 3, "+a0 +a1"},
                           {"+a0 +a1 +x +y", 4, "+a0 +a1"},
                           {"+a0 +x +y +z", 4, "+a0"},
                           {numbered("a", 8) + "+x", 9, "+a0 +a1 +a2 +a3 +a4 +a5 +a6 +a7"},
                           {numbered("a", 8) + "+x +y", 10, "+a0"},
                           {numbered("a", 9) + numbered("b", 8) + "+x", 16, "+a0"}}) {
        CAPTURE(c.query);
        const Rescue rescue = searcher.rescue(Query::parse(c.query));
        CHECK(rescue.parts.size() == c.parts);
        CHECK(rescue.query == c.left);
        CHECK(rescue.documents == 1);
    }
}
