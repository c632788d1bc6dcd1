// Code points of valid UTF-8, and what the rules of words need to know about single characters.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace quire::text {

/// The code point at `at` of valid UTF-8; moves `at` behind it.
inline char32_t next_code_point(std::string_view text, std::size_t& at) {
    const auto byte = [&] { return static_cast<unsigned char>(text[at++]); };
    const char32_t lead = byte();
    if (lead < 0x80) return lead;
    const int tails = lead < 0xE0 ? 1 : lead < 0xF0 ? 2 : 3;
    char32_t code = lead & (0x3FU >> tails);
    for (int i = 0; i < tails; ++i) code = code << 6 | (byte() & 0x3FU);
    return code;
}

/// Where the code point starts that ends before `at` > 0.
inline std::size_t code_point_before(std::string_view text, std::size_t at) {
    do --at;
    while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
    return at;
}

inline bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

/// Kinds of bytes; bytes of other characters than ASCII are `beyond`.
enum class Ascii : std::uint8_t { beyond, other, space, digit, letter };

inline constexpr std::array<Ascii, 256> ascii_kinds = [] {
    std::array<Ascii, 256> kinds{};
    for (std::size_t c = 0; c < 0x80; ++c) kinds[c] = Ascii::other;
    for (const char c : std::string_view(" \t\n\v\f\r")) {
        kinds[static_cast<unsigned char>(c)] = Ascii::space;
    }
    for (unsigned char c = '0'; c <= '9'; ++c) kinds[c] = Ascii::digit;
    for (unsigned char c = 'A'; c <= 'Z'; ++c) kinds[c] = kinds[c | 0x20U] = Ascii::letter;
    return kinds;
}();

constexpr Ascii ascii_kind(char c) {
    return ascii_kinds[static_cast<unsigned char>(c)];
}
constexpr bool in_ascii_word(char c) {
    return ascii_kind(c) >= Ascii::digit;
}
constexpr bool is_letter(char c) {
    return ascii_kind(c) == Ascii::letter;
}
constexpr bool is_digit(char c) {
    return ascii_kind(c) == Ascii::digit;
}

inline constexpr std::array<char, 256> ascii_lower = [] {
    std::array<char, 256> lower{};
    for (std::size_t c = 0; c < lower.size(); ++c) {
        lower[c] = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
    }
    return lower;
}();
constexpr char to_lower(char c) {
    return ascii_lower[static_cast<unsigned char>(c)];
}

/// Whether a character is not seen and means nothing to a word: the soft hyphen, zero-width
/// characters, bidirectional controls, the Arabic tatweel.
bool is_invisible(char32_t code);

/// The ASCII character that a symbol stands for between words: a hyphen for all that look like one
/// (the en dash, too), an apostrophe likewise, the ASCII form of full-width ones, `*` for signs of
/// multiplication and middle dots. Zero where there is none.
char ascii_symbol(char32_t code);

/// Whether a character can stand before the first one of a text: an opening bracket or quote, or
/// white space.
bool is_opening(char32_t code);

}  // namespace quire::text
