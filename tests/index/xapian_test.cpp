// Xapian's own tools can search what quire writes: the prefixes are Omega's.
#include <xapian.h>

#include <algorithm>
#include <string>
#include <vector>

#include "index/papers.hpp"
#include "support.hpp"

using namespace quire;

TEST_CASE("Xapian's own query parser finds the papers by word, title, author and year") {
    const test::TemporaryDirectory directory;
    Document first = test::paper("p1", "Disentangled Diffusion", "Models that are trained well.");
    first.authors = {"Ada Lovelace", "Charles Babbage"};
    first.year = 1843;
    const Document second = test::paper("p2", "Graphs", "A diffusion of models.");
    test::make_index(directory / "i", {first, second});

    const Xapian::Database database((directory / "i" / "gen-1" / "xapian").string());
    Xapian::QueryParser parser;
    parser.set_database(database);
    parser.set_stemmer(Xapian::Stem("english"));
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_ALL_Z);
    parser.add_prefix("title", "S");
    parser.add_boolean_prefix("author", "A");
    parser.add_boolean_prefix("year", "Y");
    parser.add_boolean_prefix("id", "Q");
    const std::pair<const char*, std::vector<std::string>> cases[] = {
        {"diffusion", {"p1", "p2"}}, {"title:diffusion", {"p1"}}, {"training", {"p1"}},
        {"author:babbage", {"p1"}},  {"author:lovelace", {"p1"}}, {"year:1843", {"p1"}},
        {"diffusing id:p2", {"p2"}},
    };
    for (const auto& row : cases) {
        CAPTURE(row.first);
        Xapian::Enquire enquire(database);
        enquire.set_query(parser.parse_query(row.first));
        std::vector<std::string> found;
        const Xapian::MSet hits = enquire.get_mset(0, 10);
        for (auto hit = hits.begin(); hit != hits.end(); ++hit) {
            const Xapian::Document document = hit.get_document();
            auto term = document.termlist_begin();
            term.skip_to("Q");
            found.push_back((*term).substr(1));
        }
        std::sort(found.begin(), found.end());
        CHECK(found == row.second);
    }
}
