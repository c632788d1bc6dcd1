// Folding: what makes two spellings of a word the same one.
#pragma once

#include <string>
#include <string_view>

namespace quire::text {

/// Appends `text` with NFKC case folding, diacritics kept.
/// @returns whether all of `text` is ASCII
bool append_casefolded(std::string_view text, std::string& folded);

/// Takes the diacritics off a case-folded text, and other marks that writers leave out at will.
///
/// Latin and Greek letters lose all marks, digits as well; "ø", "ł", "æ" and their like become what
/// they are typed as without such a key; Cyrillic "ё" becomes "е". Hebrew loses its points, Arabic
/// its vowel signs and tatweel. Marks of other scripts are part of the letter and stay. Decimal
/// digits of all scripts become ASCII ones.
void remove_diacritics(std::string& folded);

}  // namespace quire::text
