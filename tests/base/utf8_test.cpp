#include "base/utf8.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

using quire::find_invalid_utf8;

namespace {

constexpr std::size_t npos = std::string_view::npos;

/// Any number written as UTF-8 would write it, whether or not it is a code point.
std::string encode(std::uint32_t code) {
    const auto tail = [code](int shift) {
        return static_cast<char>(0x80 | ((code >> shift) & 0x3F));
    };
    if (code < 0x80) return {static_cast<char>(code)};
    if (code < 0x800) return {static_cast<char>(0xC0 | (code >> 6)), tail(0)};
    if (code < 0x10000) return {static_cast<char>(0xE0 | (code >> 12)), tail(6), tail(0)};
    return {static_cast<char>(0xF0 | (code >> 18)), tail(12), tail(6), tail(0)};
}

}  // namespace

TEST_CASE("well-formed UTF-8 has no invalid byte") {
    const std::vector<std::string> texts = {"",
                                            "plain ASCII that is longer than eight bytes",
                                            "M\u00FCller",
                                            "\u03B2-VAE",
                                            "\u65E5\u672C\u8A9E",
                                            "\U0001F600",
                                            std::string("a\0b", 3),
                                            "\x7F",
                                            "\uFFFF\U0010FFFF"};
    for (const std::string& text : texts) {
        CAPTURE(text);
        CHECK(find_invalid_utf8(text) == npos);
    }
}

TEST_CASE("the first byte of an ill-formed sequence is found") {
    struct Case {
        std::string text;
        std::size_t at;
    };
    const std::vector<Case> cases = {
        {"\x80", 0},                          // a tail without a lead
        {"ab\xFF", 2},                        // never a byte of UTF-8
        {"M\xFCller", 1},                     // Latin-1
        {"\xC0\xAF", 0},                      // overlong
        {"\xC1\xBF", 0},                      //
        {"\xE0\x9F\xBF", 0},                  //
        {"\xF0\x8F\xBF\xBF", 0},              //
        {"\xED\xA0\x80", 0},                  // a surrogate
        {"\xED\xBF\xBF", 0},                  //
        {"\xF4\x90\x80\x80", 0},              // above U+10FFFF
        {"\xF5\x80\x80\x80", 0},              //
        {"eight bytes, and then\xC3", 21},    // cut short at the end
        {"\xE2\x82", 0},                      //
        {"\xF0\x9F\x98", 0},                  //
        {"\xC3(", 0},                         // cut short by another character
        {"\xE2\x82(", 0},                     //
        {"\xF0\x9F\x98(", 0},                 //
        {"\u00E9\u00E9\u00E9\u00E9\xE9", 8},  // after well-formed ones
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(find_invalid_utf8(c.text) == c.at);
    }
}

TEST_CASE("every code point but the surrogates is valid, and nothing above U+10FFFF is") {
    for (std::uint32_t code = 0; code < 0x200000; ++code) {
        const bool valid = code < 0xD800 || (code > 0xDFFF && code <= 0x10FFFF);
        if ((find_invalid_utf8(encode(code)) == npos) != valid) FAIL("wrong for code " << code);
    }
}

TEST_CASE("a bad byte is found wherever it stands among good ones") {
    std::mt19937 random(1);
    const std::array<std::string, 5> good = {"a", "bc defghijk", "\u00E9", "\u20AC", "\U0001F600"};
    for (int round = 0; round < 2000; ++round) {
        std::string text;
        for (auto i = random() % 12; i > 0; --i) text += good[random() % good.size()];
        CHECK(find_invalid_utf8(text) == npos);
        const std::size_t at = text.size();
        text += '\xFE';
        for (auto i = random() % 12; i > 0; --i) text += good[random() % good.size()];
        CHECK(find_invalid_utf8(text) == at);
    }
}
