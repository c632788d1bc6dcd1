#include "base/utf8.hpp"

#include <cstdint>
#include <cstring>

namespace quire {
namespace {

bool between(unsigned char byte, unsigned char lowest, unsigned char highest) {
    return byte >= lowest && byte <= highest;
}

/// Length of the well-formed sequence of two bytes or more that `text` starts with, or 0.
std::size_t multibyte_length(std::string_view text) {
    const auto byte = [text](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char lead = byte(0);
    const std::size_t length = between(lead, 0xC2, 0xDF)   ? 2
                               : between(lead, 0xE0, 0xEF) ? 3
                               : between(lead, 0xF0, 0xF4) ? 4
                                                           : 0;
    if (length == 0 || text.size() < length) return 0;

    // Only the second byte has a range that depends on the first.
    const unsigned char lowest = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
    const unsigned char highest = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
    if (!between(byte(1), lowest, highest)) return 0;
    for (std::size_t i = 2; i < length; ++i) {
        if (!between(byte(i), 0x80, 0xBF)) return 0;
    }
    return length;
}

}  // namespace

std::size_t find_invalid_utf8(std::string_view text) {
    constexpr std::uint64_t high_bits = 0x8080808080808080;
    std::size_t at = 0;
    while (at < text.size()) {
        // Most text is ASCII: eight bytes at a time.
        std::uint64_t block = 0;
        while (text.size() - at >= sizeof block) {
            std::memcpy(&block, text.data() + at, sizeof block);
            if ((block & high_bits) != 0) break;
            at += sizeof block;
        }
        if (at == text.size()) break;
        if (static_cast<unsigned char>(text[at]) < 0x80) {
            ++at;
            continue;
        }
        const std::size_t length = multibyte_length(text.substr(at));
        if (length == 0) return at;
        at += length;
    }
    return std::string_view::npos;
}

void append_utf8(char32_t code, std::string& text) {
    const auto append = [&](char32_t byte) { text += static_cast<char>(byte); };
    if (code < 0x80) {
        append(code);
        return;
    }
    const int tails = code < 0x800 ? 1 : code < 0x10000 ? 2 : 3;
    const char32_t mark = tails == 1 ? 0xC0 : tails == 2 ? 0xE0 : 0xF0;
    append(mark | code >> (6 * tails));
    for (int i = tails - 1; i >= 0; --i) append(0x80 | (code >> (6 * i) & 0x3F));
}

}  // namespace quire
