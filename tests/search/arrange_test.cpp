#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "quire/error.hpp"
#include "quire/index.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;

TEST_CASE("hits are sorted by text as by any other field, whatever its capitals and accents") {
    const test::TemporaryDirectory directory;
    IndexOptions index_options;
    index_options.schema = Schema::parse("title text\nnotes text unstored\nyear integer\n");
    IndexWriter writer = IndexWriter::create(directory / "i", index_options);
    struct Paper {
        const char* id;
        const char* title;
        int year;
    };
    for (const Paper& paper :
         {Paper{"a", "über words", 2020}, Paper{"b", "Attention words", 2021}, Paper{"c", "", 2020},
          Paper{"d", "the words", 2019}, Paper{"e", "ATTENTION WORDS", 2019}}) {
        Document document;
        document.id = paper.id;
        document.title = paper.title;
        document.year = paper.year;
        document.extra["notes"] = std::string("words");
        writer.put(document);
    }
    writer.commit();
    const Searcher searcher(directory / "i");
    struct Case {
        std::vector<SortKey> keys;
        std::string order;
    };
    for (const Case& c : std::vector<Case>{{{{"title"}, {"year"}}, "ebdac"},
                                           {{{"title", true}, {"year", true}}, "adbec"},
                                           {{{"year"}, {"title", true}}, "deacb"},
                                           {{{"year", true}, {"title"}}, "baced"}}) {
        SearchOptions options;
        options.sort = c.keys;
        std::string order;
        for (const Hit& hit : searcher.search(Query::parse("notes:words"), options).hits) {
            order += hit.document.id;
        }
        CHECK(order == c.order);
    }
    SearchOptions unstored;
    unstored.sort = {{"notes"}};
    CHECK_THROWS_WITH_AS(searcher.search(Query::parse("words"), unstored),
                         "cannot sort by \"notes\": its text is not stored", Error);
}
