#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "index/papers.hpp"
#include "quire/error.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;
using test::make_index;
using test::paper;

namespace {

using Severity = Diagnostic::Severity;

struct Case {
    std::string query;
    std::vector<Diagnostic> diagnostics;
};

void check(const Searcher& searcher, const std::vector<Case>& cases) {
    for (const Case& c : cases) {
        CAPTURE(c.query);
        CHECK(searcher.search(Query::parse(c.query)).diagnostics == c.diagnostics);
    }
}

}  // namespace

TEST_CASE("a word behind that of a field is remarked on where the index has them side by side") {
    const test::TemporaryDirectory directory;
    Document a = paper("a", "Neural machine translation", "The argument of a parser.");
    a.authors = {"Hinrich Schütze", "Iryna Gurevych", "Ana Maria de Marneffe"};
    a.venue = "ACL Workshop";
    std::vector<Document> papers = {a};
    for (int i = 0; i < 20; ++i) papers.push_back(paper(std::to_string(i), "Survey", "x"));
    papers.push_back(paper("once", "Survey argument", "By chance."));
    make_index(directory / "i", papers);
    const auto note = [](std::size_t offset, std::size_t length, std::string message,
                         std::string suggestion) {
        return std::vector<Diagnostic>{
            {offset, length, std::move(message), std::move(suggestion), Severity::note}};
    };
    check(Searcher(directory / "i"),
          {{"author:Hinrich Schütze", note(0, 23, "\"author:\" holds for \"Hinrich\" alone",
                                           "write author:\"Hinrich Schütze\"")},
           {"parser -author:schutze hinrich", note(7, 23, "\"author:\" holds for \"schutze\" alone",
                                                   "write -author:\"hinrich schutze\"")},
           {"authors:ana maria de marneffe argument",
            note(0, 29, "\"authors:\" holds for \"ana\" alone",
                 "write authors:\"ana maria de marneffe\"")},
           {"title:neural machine parser",
            note(0, 20, "\"title:\" holds for \"neural\" alone", "write title:\"neural machine\"")},
           {"venue:acl workshop",
            note(0, 18, "\"venue:\" holds for \"acl\" alone", "write venue:\"acl workshop\"")},
           // What is meant as it says.
           {"author:gurevych argument parser", {}},
           {"author:gurevych hinrich", {}},
           {"title:machine neural", {}},
           {"title:survey argument", {}},
           {"title:argument parser", {}},
           {"author:hinrich +schütze", {}},
           {"author:hinrich \"schütze\"", {}},
           {"author:hinrich author:schütze", {}},
           {"author:(hinrich schütze)", {}},
           {"author:\"hinrich schütze\" iryna", {}},
           {"title:(author:neural machine)", {}},
           {"year:2020 neural", {}},
           {"hinrich schütze", {}}});
}

TEST_CASE("an id that is typed alone, in other case or as the end of an address is remarked on") {
    const test::TemporaryDirectory directory;
    make_index(directory / "i",
               {paper("N19-1423", "BERT", "Deep transformers."), paper("2020.acl-main.1", "", "x"),
                paper("10.1/ab.2", "", "y"), paper("7", "", "z"), paper("key:x", "", "v")});
    const auto note = [](std::size_t offset, std::size_t length, const std::string& id) {
        return std::vector<Diagnostic>{{offset, length,
                                        "there is a paper with the id \"" + id + "\"",
                                        "write id:" + id, Severity::note}};
    };
    const Searcher searcher(directory / "i");
    check(searcher, {{"N19-1423", note(0, 8, "N19-1423")},
                     {"deep n19-1423", note(5, 8, "N19-1423")},
                     {"2020.ACL-main.1", note(0, 15, "2020.acl-main.1")},
                     {"https://aclanthology.org/N19-1423", note(0, 33, "N19-1423")},
                     {"https://aclanthology.org/N19-1423/", note(0, 34, "N19-1423")},
                     {"aclanthology.org/N19-1423.pdf", note(0, 29, "N19-1423")},
                     {"https://doi.org/10.1/ab.2", note(0, 25, "10.1/ab.2")},
                     {"id:n19-1423", note(0, 11, "N19-1423")},
                     {"7", note(0, 1, "7")},
                     // What is an id, or a number or a word among others.
                     {"id:N19-1423", {}},
                     {"deep 7", {}},
                     {"\"N19-1423\"", {}},
                     {"N19-142", {}},
                     {"https://aclanthology.org/N19", {}}});
    const auto whole = searcher.search(Query::parse("key:x")).diagnostics;
    REQUIRE(whole.size() == 2);  // There is no such field either.
    CHECK(whole.back().suggestion == "write id:key:x");
    SearchOptions options;
    for (const std::string id : {"n19-1423", "https://aclanthology.org/N19-1423"}) {
        options.similar_ids = {id};
        try {
            searcher.search(Query::parse(""), options);
            FAIL("no error");
        } catch (const Error& error) {
            CHECK(error.hint() == "Did you mean N19-1423?");
        }
    }
}
