#include "text/hangul.hpp"

#include <array>
#include <cstddef>

#include "text/characters.hpp"

namespace quire::text {
namespace {

constexpr char32_t first_syllable = 0xAC00;
constexpr char32_t last_syllable = 0xD7A3;

/// Longer ones before the shorter ones that they end in.
constexpr std::array<std::string_view, 73> endings = {
    "에서는", "에서의", "에서도", "으로는",   "으로의", "으로써", "으로서", "이라는", "이라고",
    "까지의", "부터의", "에게서", "했습니다", "됩니다", "합니다", "하였다", "되었다", "하도록",
    "하면서", "하지만", "하는",   "하여",     "하고",   "하며",   "하기",   "하게",   "하지",
    "한다",   "했다",   "하다",   "해서",     "되는",   "되어",   "되고",   "되며",   "된다",
    "됐다",   "되다",   "들은",   "들이",     "들을",   "들의",   "에서",   "에게",   "에는",
    "에도",   "으로",   "로는",   "로의",     "로서",   "로써",   "와의",   "과의",   "까지",
    "부터",   "처럼",   "보다",   "라는",     "이나",   "이며",   "이고",   "은",     "는",
    "이",     "가",     "을",     "를",       "의",     "에",     "와",     "과",     "도",
    "로",
};

/// Single syllables that end many verbs; they would be gone from too many nouns with two.
constexpr std::array<std::string_view, 6> short_endings = {"만", "들", "한", "할", "된", "될"};

}  // namespace

bool is_hangul(char32_t letter) {
    return (letter >= first_syllable && letter <= 0xD7FF) ||
           (letter >= 0x1100 && letter <= 0x11FF) || (letter >= 0x3130 && letter <= 0x318F) ||
           (letter >= 0xA960 && letter <= 0xA97F) || (letter >= 0xFFA0 && letter <= 0xFFDC);
}

bool is_hangul(std::string_view word) {
    for (std::size_t at = 0; at < word.size();) {
        const char32_t code = next_code_point(word, at);
        if (code < first_syllable || code > last_syllable) return false;
    }
    return !word.empty();
}

std::string_view without_particle(std::string_view word, bool glued) {
    const std::size_t least = glued ? 0 : 2 * syllable_bytes;
    const auto take_off = [&](const auto& list) {
        for (const std::string_view ending : list) {
            if (word.ends_with(ending) && word.size() - ending.size() >= least) {
                word.remove_suffix(ending.size());
                return true;
            }
        }
        return false;
    };
    if (!take_off(endings)) take_off(short_endings);
    return word;
}

}  // namespace quire::text
