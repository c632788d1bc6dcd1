#include "base/tex_commands.hpp"

#include <doctest/doctest.h>

#include <array>
#include <string_view>

using namespace quire;

TEST_CASE("a letter and an accent of TeX are one character, where there is one") {
    struct Case {
        std::string_view letter;
        char accent;
        std::string_view character;  // Empty: there is none.
    };
    constexpr std::array cases = {
        Case{"e", '\'', "é"}, Case{"O", '"', "Ö"}, Case{"S", 'v', "Š"}, Case{"ê", '~', "ễ"},
        Case{"æ", '\'', "ǽ"}, Case{"q", 'H', ""},  Case{"e", 'x', ""},  Case{"", '\'', ""},
        Case{"ea", '\'', ""}, Case{"中", 'v', ""}, Case{"o", 'H', "ő"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.letter);
        CAPTURE(c.accent);
        CHECK(tex_accented(c.letter, c.accent) == c.character);
    }
}
