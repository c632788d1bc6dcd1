// Korean words: particles come off, and pairs of syllables are what is looked for.
#pragma once

#include <string_view>

namespace quire::text {

/// Whether a letter is Korean: a syllable or a part of one.
bool is_hangul(char32_t letter);

/// Bytes of a syllable in UTF-8.
inline constexpr std::size_t syllable_bytes = 3;

/// Whether a case-folded word consists of Hangul syllables, and of nothing else.
bool is_hangul(std::string_view word);

/// A word of Hangul syllables without the particle or the ending of "to do" that ends it, e.g.
/// "번역" for "번역을". At least two syllables are left.
/// @param glued whether the word hangs at one of another script ("BERT의"): nothing may be left
std::string_view without_particle(std::string_view word, bool glued);

}  // namespace quire::text
