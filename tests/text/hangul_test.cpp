#include "text/hangul.hpp"

#include <doctest/doctest.h>

#include <string_view>
#include <vector>

using quire::text::is_hangul;
using quire::text::without_particle;

TEST_CASE("a particle comes off where two syllables are left") {
    struct Case {
        std::string_view word;
        std::string_view left;
        std::string_view left_glued;  // Where the word hangs at one of another script.
    };
    const std::vector<Case> cases = {
        {"번역", "번역", "번역"},
        {"번역을", "번역", "번역"},
        {"번역에서는", "번역", "번역"},
        {"학습으로", "학습", "학습"},
        {"학습했습니다", "학습", "학습"},
        {"제안한", "제안", "제안"},
        {"평가", "평가", "평"},
        {"평가가", "평가", "평가"},
        {"말을", "말을", "말"},
        {"의", "의", ""},
        {"에서", "에서", ""},
        {"모델들", "모델", "모델"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.word);
        CHECK(without_particle(c.word, false) == c.left);
        CHECK(without_particle(c.word, true) == c.left_glued);
    }
}

TEST_CASE("a Korean word is one of syllables only") {
    struct Case {
        std::string_view word;
        bool hangul;
    };
    const std::vector<Case> cases = {{"번역", true}, {"가", true},  {"힣", true},  {"", false},
                                     {"번a", false}, {"ㄱ", false}, {"漢", false}, {"a", false}};
    for (const Case& c : cases) {
        CAPTURE(c.word);
        CHECK(is_hangul(c.word) == c.hangul);
    }
    CHECK(is_hangul(U'ㄱ'));
    CHECK(is_hangul(U'\u1100'));
    CHECK_FALSE(is_hangul(U'a'));
    CHECK_FALSE(is_hangul(U'漢'));
}
