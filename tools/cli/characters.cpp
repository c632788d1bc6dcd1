#include "cli/characters.hpp"

#include <algorithm>
#include <array>

namespace quire::cli {

namespace {

struct Range {
    char32_t first;
    char32_t last;
};

template <std::size_t size>
bool contains(const std::array<Range, size>& ranges, char32_t code) {
    return std::any_of(ranges.begin(), ranges.end(), [code](const Range& range) {
        return range.first <= code && code <= range.last;
    });
}

constexpr std::array<Range, 6> dangerous = {{
    {0x0000, 0x001F},  // C0
    {0x007F, 0x009F},  // DEL and C1
    {0x061C, 0x061C},  // Arabic letter mark
    {0x200E, 0x200F},  // Left-to-right and right-to-left mark
    {0x202A, 0x202E},  // Embeddings and overrides
    {0x2066, 0x2069},  // Isolates
}};

constexpr std::array<Range, 7> without_width = {{
    {0x0300, 0x036F},  // Combining diacritics
    {0x0591, 0x05BD},  // Hebrew points
    {0x064B, 0x065F},  // Arabic marks
    {0x200B, 0x200D},  // Zero width space and joiners
    {0x20D0, 0x20FF},  // Combining marks for symbols
    {0xFE00, 0xFE0F},  // Variation selectors
    {0xFEFF, 0xFEFF},
}};

constexpr std::array<Range, 9> wide = {{
    {0x1100, 0x115F},  // Hangul initials
    {0x2E80, 0xA4CF},  // CJK, kana, Yi
    {0xAC00, 0xD7A3},  // Hangul syllables
    {0xF900, 0xFAFF},  // CJK compatibility
    {0xFE30, 0xFE6F},  // CJK punctuation
    {0xFF00, 0xFF60},  // Full-width forms
    {0xFFE0, 0xFFE6},
    {0x1F300, 0x1FAFF},  // Emoji
    {0x20000, 0x3FFFD},  // CJK extensions
}};

}  // namespace

Character character_at(std::string_view text, std::size_t at) {
    constexpr Character invalid{0xFFFD, 1};
    const auto byte = [&](std::size_t index) -> unsigned {
        return index < text.size() ? static_cast<unsigned char>(text[index]) : 0U;
    };
    const unsigned lead = byte(at);
    if (lead < 0x80) return {lead, 1};
    const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (lead < 0xC2 || lead > 0xF4) return invalid;
    char32_t code = lead & (0xFFU >> (length + 1));
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return invalid;
        code = (code << 6U) | (byte(at + i) & 0x3FU);
    }
    constexpr std::array<char32_t, 5> least = {0, 0, 0x80, 0x800, 0x10000};
    const bool surrogate = code >= 0xD800 && code <= 0xDFFF;
    if (code < least[length] || surrogate || code > 0x10FFFF) return invalid;
    return {code, length};
}

bool is_space(char32_t code) {
    return code == ' ' || (code >= '\t' && code <= '\r') || code == 0x85 || code == 0x2028 ||
           code == 0x2029;
}

bool is_dangerous(char32_t code) {
    return contains(dangerous, code);
}

std::size_t columns(char32_t code) {
    if (code < 0x300) return 1;
    if (contains(without_width, code)) return 0;
    return contains(wide, code) ? 2 : 1;
}

std::size_t columns(std::string_view text) {
    std::size_t sum = 0;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        sum += is_dangerous(character.code) ? 1 : columns(character.code);
        at += character.length;
    }
    return sum;
}

std::string printable(std::string_view text) {
    std::string result;
    for (std::size_t at = 0; at < text.size();) {
        const Character character = character_at(text, at);
        if (is_space(character.code)) {
            result += ' ';
        } else if (is_dangerous(character.code) || character.code == 0xFFFD) {
            result += "\xEF\xBF\xBD";
        } else {
            result += text.substr(at, character.length);
        }
        at += character.length;
    }
    return result;
}

}  // namespace quire::cli
