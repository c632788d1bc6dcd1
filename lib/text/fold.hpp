// Folding: what makes two spellings of a word the same one.
#pragma once

#include <span>
#include <string>
#include <string_view>

namespace quire::text {

/// A spelling that means the same as another one, and that other one.
struct Spelling {
    std::string_view from;
    std::string_view to;
};

/// What one language folds otherwise than most.
struct Folding {
    /// Letters of its alphabet that look like others with marks, and are not: "åäö" in Swedish. In
    /// small case, composed.
    std::string_view letters = {};

    /// Replaced in case-folded text; of two that fit the first.
    std::span<const Spelling> spellings = {};

    bool dotless_i = false;  ///< "I" is the capital of "ı", and "İ" of "i", as in Turkish.
};

/// Appends `text` with NFKC case folding, diacritics kept.
/// @returns whether that is ASCII that was there, and no compatibility form stood for
bool append_casefolded(std::string_view text, std::string& folded, const Folding& folding = {});

/// Takes the diacritics off a case-folded text, and other marks that writers leave out at will.
///
/// Latin and Greek letters lose all marks, digits as well; "ø", "ł", "æ" and their like become what
/// they are typed as without such a key; Cyrillic "ё" becomes "е". Hebrew loses its points, Arabic
/// its vowel signs and tatweel. Marks of other scripts are part of the letter and stay. Decimal
/// digits of all scripts become ASCII ones. Each of `letters` stays what it is.
void remove_diacritics(std::string& folded, std::string_view letters = {});

}  // namespace quire::text
