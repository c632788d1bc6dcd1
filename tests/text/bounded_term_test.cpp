#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "base/utf8.hpp"
#include "text/analyzer.hpp"

using quire::text::bounded_term;
using quire::text::is_shortened;
using quire::text::longest_term;

TEST_CASE("a term that fits is itself") {
    CHECK(bounded_term("") == "");
    CHECK(bounded_term("word") == "word");
    const std::string longest(longest_term, 'x');
    CHECK(bounded_term(longest) == longest);
    CHECK(bounded_term(bounded_term(longest + "x")) == bounded_term(longest + "x"));
}

TEST_CASE("a longer term is its beginning and a hash of the whole") {
    const std::string start(longest_term, 'x');
    const std::string term = bounded_term(start + "1");
    CHECK(term.size() == longest_term);
    CHECK(term.starts_with(std::string(longest_term - 17, 'x') + "~"));
    CHECK(term.find_first_not_of("0123456789abcdef", longest_term - 16) == std::string::npos);
    CHECK(term != bounded_term(start + "2"));
    CHECK(bounded_term(std::string(161, 'a')).ends_with("~2a57fe3470d09bec"));
}

TEST_CASE("a long term is cut between characters") {
    for (std::size_t shift = 0; shift < 4; ++shift) {
        std::string text(shift, 'x');
        for (int i = 0; i < 100; ++i) text += "\U0001F600";
        const std::string term = bounded_term(text);
        CHECK(quire::find_invalid_utf8(term) == std::string::npos);
        CHECK(term.size() <= longest_term);
        CHECK(term.size() > longest_term - 4);
    }
}

TEST_CASE("a NUL byte counts twice, as Xapian writes it") {
    CHECK(bounded_term(std::string(80, '\0')).size() == 80);
    const std::string term = bounded_term(std::string(81, '\0'));
    CHECK(term.size() == 71 + 17);
    CHECK(std::ranges::count(term, '\0') == 71);
}

TEST_CASE("a term that was shortened is told from one that is long by itself") {
    for (std::size_t shift = 0; shift < 4; ++shift) {
        std::string text(shift, 'x');
        for (int i = 0; i < 100; ++i) text += "\U0001F600";
        CHECK(is_shortened(bounded_term(text)));
    }
    CHECK(is_shortened(bounded_term(std::string(161, 'a'))));
    CHECK(is_shortened(bounded_term(std::string(81, '\0'))));
    CHECK_FALSE(is_shortened(std::string(longest_term, 'a')));
    CHECK_FALSE(is_shortened("a ~ b, sixteen letters"));
    CHECK_FALSE(is_shortened("~0123456789abcdef"));
    CHECK_FALSE(is_shortened(""));
}
