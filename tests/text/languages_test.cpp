#include "text/languages.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "quire/error.hpp"
#include "text/analyzer.hpp"
#include "text/tokens.hpp"

using namespace quire::text;

TEST_CASE("every language stems a word of its own, and has folded stop words in order") {
    const std::map<std::string, std::string> inflected = {
        {"arabic", "الكتاب"},       {"armenian", "գրողներին"}, {"basque", "etxeetan"},
        {"catalan", "cases"},       {"danish", "bøgerne"},     {"dutch", "katten"},
        {"english", "networks"},    {"finnish", "taloissa"},   {"french", "évaluations"},
        {"german", "Häusern"},      {"hungarian", "házakban"}, {"indonesian", "membacakan"},
        {"irish", "fhoclóireacht"}, {"italian", "modelli"},    {"lithuanian", "knygomis"},
        {"nepali", "किताबहरूको"},    {"norwegian", "bøkene"},   {"portuguese", "avaliações"},
        {"romanian", "cărțile"},    {"russian", "книгами"},    {"spanish", "evaluaciones"},
        {"swedish", "böckerna"},    {"tamil", "புத்தகங்கள்"},     {"turkish", "kitaplarında"},
    };
    for (const std::string& name : language_names()) {
        CAPTURE(name);
        Analyzer analyzer({.language = name});
        CHECK(std::ranges::is_sorted(find_language(name).stop_words));
        for (const std::string_view word : find_language(name).stop_words) {
            CHECK(fold(word) == word);
            CHECK(analyzer.analyze(word)[0].stop_word);
        }
        if (name == "none") continue;
        REQUIRE(inflected.contains(name));
        const std::vector<Token> tokens = analyzer.analyze(inflected.at(name));
        REQUIRE(tokens.size() == 1);
        CHECK(tokens[0].word == fold(inflected.at(name)));
        CHECK(tokens[0].term != tokens[0].word);
        CHECK(tokens[0].term == fold(tokens[0].term));
    }
    CHECK(language_names().size() == inflected.size() + 1);
}

TEST_CASE("no language leaves words as they are") {
    Analyzer analyzer({.language = "none"});
    const std::vector<Token> tokens = analyzer.analyze("Networks été");
    CHECK(tokens[0].term == "networks");
    CHECK(tokens[1].term == "ete");
    CHECK(analyzer.stem("networks") == "networks");
}

TEST_CASE("accents help the stemmer of a language that knows them, and stay out of the term") {
    Analyzer french({.language = "french"});
    CHECK(french.analyze("évaluée")[0].word == "evaluee");
    CHECK(french.analyze("évaluée")[0].term == "evalu");
    CHECK(french.analyze("évalué")[0].term == "evalu");
    CHECK(french.analyze("É+")[0].bare_term == "e");
    CHECK(french.analyze("\u03B2")[0].term == french.analyze("beta")[0].term);
    CHECK(french.stem("evaluations") == "evalu");
}

TEST_CASE("an apostrophe parts words where articles are elided") {
    using quire::test::words_of;
    Analyzer french({.language = "french"});
    CHECK(words_of(french.analyze("l'analyse d\u2019un")) == "l /analyse d /un");
    CHECK(words_of(Analyzer({.language = "english"}).analyze("l'analyse")) == "l'analyse");
}

TEST_CASE("an unknown language is an error that lists the known ones") {
    try {
        Analyzer analyzer({.language = "klingon"});
        FAIL("no error");
    } catch (const quire::Error& error) {
        CHECK(error.code() == quire::ErrorCode::invalid_argument);
        CHECK(std::string(error.what()) == "no language \"klingon\"");
        CHECK(error.hint().starts_with("languages are arabic, armenian, "));
        CHECK(error.hint().find("none") != std::string::npos);
    }
}
