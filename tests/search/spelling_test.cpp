#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "quire/index.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;

TEST_CASE("of the words that may be meant the nearest is offered, then the commonest") {
    const test::TemporaryDirectory directory;
    IndexWriter writer = IndexWriter::create(directory / "i");
    const std::vector<std::pair<std::string, int>> words = {
        {"attention", 60}, {"retention", 200}, {"intention", 300}, {"form", 60},
        {"from", 70},      {"farm", 90},       {"translate", 80},  {"translated", 120}};
    int id = 0;
    for (const auto& [word, documents] : words) {
        for (int i = 0; i < documents; ++i) writer.put({.id = std::to_string(++id), .title = word});
    }
    writer.commit();
    const Searcher searcher(directory / "i");
    SearchOptions options;
    options.spelling = true;
    const std::pair<std::string, std::string> cases[] = {
        {"atention", "attention"},    // One letter, before two of commoner words.
        {"attenshion", "attention"},  // Two, if there is nothing nearer.
        {"attetnion", "attention"},   // Letters that changed places are one slip.
        {"farn", "farm"},             // Two words as near: the commoner one.
        {"translatd", "translated"},  // Both are a letter away.
        {"attention", ""},
        {"zzzzzzzz", ""}};
    for (const auto& row : cases) {
        const auto& typed = row.first;
        const auto& meant = row.second;
        CAPTURE(typed);
        const auto corrections = searcher.search(Query::parse(typed), options).corrections;
        if (meant.empty()) {
            CHECK(corrections.empty());
        } else {
            REQUIRE(corrections.size() == 1);
            CHECK(corrections[0].replacement == meant);
        }
    }
}

TEST_CASE("words of values are corrected by those of their own field") {
    const test::TemporaryDirectory directory;
    IndexWriter writer = IndexWriter::create(directory / "i");
    for (int i = 0; i < 5; ++i) {
        Document paper;
        paper.id = std::to_string(i);
        paper.title = "gurevitch";
        paper.authors = {"Iryna Gurevych", "Ada Lovelace"};
        paper.venue = "Computational Linguistics";
        paper.year = 2020;
        writer.put(paper);
    }
    writer.commit();
    const Searcher searcher(directory / "i");
    SearchOptions options;
    options.spelling = true;
    const std::pair<std::string, std::string> cases[] = {
        {"author:Gurevich", "author:gurevych"},
        {"author:\"iryna gurevich\"", "author:\"iryna gurevych\""},
        {"author:(lovelase gurevych)", "author:(lovelace gurevych)"},
        {"venue:Lingustics", "venue:linguistics"},
        {"venue:gurevich", ""},
        {"author:gurevych", ""},
        {"author:=gurevich", ""},
        {"year:2002", ""},
        {"id:55555", ""}};
    for (const auto& row : cases) {
        const auto& typed = row.first;
        const auto& meant = row.second;
        CAPTURE(typed);
        std::string corrected = typed;
        const auto corrections = searcher.search(Query::parse(typed), options).corrections;
        REQUIRE(corrections.size() == (meant.empty() ? 0 : 1));
        if (meant.empty()) continue;
        const Span span = corrections[0].span;
        corrected.replace(span.offset, span.length, corrections[0].replacement);
        CHECK(corrected == meant);
    }
}
