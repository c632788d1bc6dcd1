#include "base/ascii.hpp"

#include <doctest/doctest.h>

using namespace quire;

TEST_CASE("only ASCII letters have a lower case here") {
    CHECK(lower_case("AZ az 09 [@` É") == "az az 09 [@` É");
    CHECK(same_but_case("Titel", "tITEL"));
    CHECK_FALSE(same_but_case("Titel", "Title"));
    CHECK_FALSE(same_but_case("@", "`"));
    CHECK_FALSE(same_but_case("a", "ab"));
}

TEST_CASE("white space around a text is taken off") {
    CHECK(trimmed(" \t\r\na b\v\f ") == "a b");
    CHECK(trimmed("a") == "a");
    CHECK(trimmed(" \n") == "");
    CHECK(trimmed("") == "");
    CHECK(trimmed("\xC2\xA0x") == "\xC2\xA0x");
}
