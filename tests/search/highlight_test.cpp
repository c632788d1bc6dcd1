#include "search/highlight.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <vector>

using namespace quire;
using namespace quire::search;

namespace {

/// Where `word` stands in `text`, as matches of a clause.
void add_matches(const std::string& text, const std::string& word, std::size_t clause,
                 std::vector<Match>& matches) {
    for (std::size_t at = text.find(word); at != std::string::npos; at = text.find(word, at + 1)) {
        matches.push_back({at, at + word.size(), clause});
    }
}

std::string window(const std::string& text, const std::vector<std::string>& words,
                   const std::vector<double>& worth, std::size_t bytes) {
    text::Analyzer analyzer;
    std::vector<Match> matches;
    for (std::size_t clause = 0; clause < words.size(); ++clause) {
        add_matches(text, words[clause], clause, matches);
    }
    std::sort(matches.begin(), matches.end(),
              [](const Match& a, const Match& b) { return a.begin < b.begin; });
    const Span span = best_window(text, analyzer.analyze(text), matches, worth, bytes);
    return text.substr(span.offset, span.length);
}

}  // namespace

TEST_CASE("matches that overlap become one span, those that touch do not") {
    const std::vector<Match> matches = {{0, 5, 0}, {3, 8, 1}, {4, 6, 2}, {8, 9, 0}, {20, 22, 1}};
    CHECK(merged(matches) == std::vector<Span>{{0, 8}, {8, 1}, {20, 2}});
    CHECK(merged({}).empty());
}

TEST_CASE("a window is whole words and holds what is worth most") {
    const std::string text =
        "common common common common then rare and scarce stand here, and common comes again.";
    const std::vector<std::string> words = {"common", "rare", "scarce"};
    const std::vector<double> worth = {1, 5, 5};
    const std::string found = window(text, words, worth, 40);
    CHECK(found.size() <= 40);
    CHECK(found.find("rare and scarce") != std::string::npos);
    CHECK(text.find(" " + found + " ") != std::string::npos);
}

TEST_CASE("the window of a text that fits, or has no match, starts at its beginning") {
    CHECK(window("(A short text.)", {"text"}, {1}, 100) == "(A short text.)");
    const std::string text = "(One two three four five six seven eight nine ten.)";
    CHECK(window(text, {"zero"}, {1}, 20) == "(One two three four");
    CHECK(window(text, {"ten"}, {1}, 20) == "seven eight nine ten.)");
}
