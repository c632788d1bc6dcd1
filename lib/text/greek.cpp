#include "text/greek.hpp"

#include <array>
#include <cstddef>

#include "text/characters.hpp"

namespace quire::text {
namespace {

struct GreekLetter {
    std::string_view name;
    char32_t small;
};

constexpr std::array<GreekLetter, 24> letters = {{
    {"alpha", 0x3B1},  {"beta", 0x3B2}, {"gamma", 0x3B3}, {"delta", 0x3B4}, {"epsilon", 0x3B5},
    {"zeta", 0x3B6},   {"eta", 0x3B7},  {"theta", 0x3B8}, {"iota", 0x3B9},  {"kappa", 0x3BA},
    {"lambda", 0x3BB}, {"mu", 0x3BC},   {"nu", 0x3BD},    {"xi", 0x3BE},    {"omicron", 0x3BF},
    {"pi", 0x3C0},     {"rho", 0x3C1},  {"sigma", 0x3C3}, {"tau", 0x3C4},   {"upsilon", 0x3C5},
    {"phi", 0x3C6},    {"chi", 0x3C7},  {"psi", 0x3C8},   {"omega", 0x3C9},
}};

}  // namespace

bool is_greek(char32_t letter) {
    return (letter >= 0x370 && letter <= 0x3FF) || (letter >= 0x1F00 && letter <= 0x1FFF) ||
           letter == 0xB5 || letter == 0x2126 || (letter >= 0x1D6A8 && letter <= 0x1D7CB);
}

std::string_view greek_name(std::string_view folded) {
    if (folded.size() != 2) return {};
    std::size_t at = 0;
    const char32_t code = next_code_point(folded, at);
    for (const GreekLetter& letter : letters) {
        if (letter.small == code) return letter.name;
    }
    return {};
}

char32_t greek_letter(std::string_view command) {
    // Only the small letters have variants, and they mean the same.
    if (command.starts_with("var")) command.remove_prefix(3);
    if (command.empty()) return 0;
    constexpr char32_t small_to_capital = 0x20;
    for (const GreekLetter& letter : letters) {
        if (letter.name.substr(1) != command.substr(1)) continue;
        if (letter.name.front() == command.front()) return letter.small;
        if (letter.name.front() == to_lower(command.front()))
            return letter.small - small_to_capital;
    }
    return 0;
}

}  // namespace quire::text
