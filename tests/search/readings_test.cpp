#include "search/readings.hpp"

#include <doctest/doctest.h>

#include <list>
#include <string>
#include <string_view>
#include <vector>

#include "postings/memory_source.hpp"

using namespace quire;
using search::Reading;
using search::Readings;

namespace {

/// How analyzers of these languages read a text: `EXPRESSION [PLACE]` for each reading, with a `*`
/// where it is a stop word.
std::string read(const std::vector<std::string>& languages, std::string_view text,
                 bool whole = false) {
    postings::MemorySource source(1);
    std::list<text::Analyzer> analyzers;
    Readings readings(source, true);
    for (const std::string& language : languages) {
        readings.add(analyzers.emplace_back(text::AnalyzerOptions{.language = language}));
    }
    std::string shown;
    for (const Reading& reading : readings.of(text, whole)) {
        shown += shown.empty() ? "" : ", ";
        shown += to_string(readings.expression(reading, std::nullopt));
        shown += " [" + std::string(text.substr(reading.begin, reading.end - reading.begin)) + "]";
        if (reading.stop_word) shown += "*";
    }
    return shown;
}

}  // namespace

TEST_CASE("a text is read as each language has its words") {
    struct Case {
        std::vector<std::string> languages;
        std::string text;
        std::string read;
    };
    const std::vector<Case> cases = {
        {{"english"}, "the networks", "the [the]*, network [networks]"},
        {{"english"}, "a red-green", "a [a]*, \"red green\" [red-green]"},
        {{"none"}, "", ""},
        {{"none"}, "- !", ""},
        // What is the same is there once.
        {{"english", "none"}, "gan learning", "gan [gan], learn | learning [learning]"},
        {{"english", "none"}, "the", "the [the]"},
        {{"english", "german"}, "die in", "die [die], in [in]*"},
        // One language sees a word where another sees two, or none.
        {{"english", "french"}, "l'eau d'un", "l'eau | eau [l'eau], d'un | un [d'un]"},
        {{"english", "persian"}, "کتاب\u200Cها x", "کتابها | \"کتاب ها\" [کتاب\u200Cها], x [x]"},
        {{"none", "korean"}, "그리고 번역", "\"그리 리고\" | 그리고 [그리고], 번역 [번역]"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(read(c.languages, c.text) == c.read);
    }
}

TEST_CASE("a phrase is read as a whole, by each language") {
    CHECK(read({"english", "none"}, "deep networks", true) ==
          "\"deep network\" | \"deep networks\" [deep networks]");
    CHECK(read({"english", "none"}, "the gan", true) == "\"the gan\" [the gan]");
    CHECK(read({"english", "french"}, "d'un l'eau", true) ==
          "\"d'un l'eau\" | \"un eau\" [d'un l'eau]");
}

TEST_CASE("only so many words of a phrase are read") {
    std::string text;
    for (std::size_t i = 0; i <= search::longest_phrase; ++i) text += "w" + std::to_string(i) + " ";
    postings::MemorySource source(1);
    text::Analyzer analyzer({.language = "none"});
    Readings readings(source, true);
    readings.add(analyzer);
    const std::vector<Reading> phrase = readings.of(text, true);
    REQUIRE(phrase.size() == 1);
    CHECK(phrase[0].cut);
    CHECK(phrase[0].tokens[0].size() == search::longest_phrase);
    const std::vector<Reading> words = readings.of(text, false);
    CHECK(words.size() == search::longest_phrase + 1);
    CHECK_FALSE(words[0].cut);
}
