#include "text/fold.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "text/analyzer.hpp"
#include "text/characters.hpp"

using quire::text::fold;

TEST_CASE("values are folded to what they are typed as without marks") {
    struct Case {
        std::string value;
        std::string folded;
    };
    const std::vector<Case> cases = {
        {"", ""},
        {"Plain ASCII, 1 [x]", "plain ascii, 1 [x]"},
        {"Müller, J.", "muller, j."},
        {"Mu\u0308ller", "muller"},
        {"Łódź Ærø Œuvre ĐORĐE ħ ŧ þing ðat", "lodz aero oeuvre dorde h t thing dat"},
        {"Straße STRASSE", "strasse strasse"},
        {"Ǣ ǽ ǿ", "ae ae o"},
        {"İstanbul ısı", "istanbul isi"},
        {"Nguyễn Đức", "nguyen duc"},
        {"ǅ ﬁ Ｆｕｌｌ ｗｉｄｔｈ ²", "dz fi full width 2"},
        {"ΆΛΦΑ ς", "αλφα σ"},
        {"Ёлка Йод", "елка йод"},
        {"अनुवाद के", "अनुवाद के"},
        {"ガギグ ｶﾞ", "ガギグ ガ"},
        {"한국어 \u1112\u1161\u11AB", "한국어 한"},
        {"שָׁלוֹם", "שלום"},
        {"مُحَمَّد كـتـاب", "محمد كتاب"},
        {"آب أب", "آب أب"},
        {"٣ ३", "3 3"},
        {"1\uFE0F\u20E3", "1"},
        {"x\u0302 5\u0305", "x 5"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.value);
        CHECK(fold(c.value) == c.folded);
    }
}

TEST_CASE("folding what is folded changes nothing") {
    for (char32_t code = 1; code < 0x3000; ++code) {
        std::string value;
        quire::append_utf8(code, value);
        const std::string once = fold(value);
        if (fold(once) != once) FAIL("differs: " << value);
    }
}

TEST_CASE("ASCII text of any length is folded character by character") {
    std::string all;
    for (char c = 1; c < 0x7F; ++c) all += c;
    for (std::size_t length = 0; length < 40; ++length) {
        for (std::size_t at = 0; at + length <= all.size(); ++at) {
            const std::string value = all.substr(at, length);
            std::string expected;
            for (const char c : value) expected += c >= 'A' && c <= 'Z' ? char(c + 32) : c;
            if (fold(value) != expected) FAIL("differs: " << value);
        }
    }
}

TEST_CASE("case folding keeps diacritics") {
    std::string folded = "a";
    CHECK_FALSE(quire::text::append_casefolded("ÉTÉ", folded));
    CHECK(folded == "aété");
    CHECK(quire::text::append_casefolded("BC", folded));
    CHECK(folded == "aétébc");
}
