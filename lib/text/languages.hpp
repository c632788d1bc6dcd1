// The languages that text can be analyzed in: one array of rows.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "text/fold.hpp"

namespace quire::text {

struct Language {
    std::string_view name;             ///< In English, e.g. "german".
    std::string_view code = {};        ///< ISO 639-1, e.g. "de"; empty for those of no people.
    std::string_view stemmer = {};     ///< Snowball's name; empty where words are left as they are.
    std::string_view stop_words = {};  ///< Folded, sorted, parted by blanks; see `words_in`.

    /// Whether the stemmer tells "e" from "é": then diacritics are removed from the stem, not from
    /// the word before it.
    bool stems_diacritics = false;

    Folding folding = {};

    /// Words that vanish before an apostrophe, parted by blanks: the "l" of "l'analyse".
    std::string_view elided = {};

    bool suffix_behind_apostrophe = false;  ///< As in "Ankara'nın": no part of the stem.

    bool without_stop_words = false;  ///< They are no words of a text, not even to be counted.
    bool words_stand_alone = false;  ///< Hyphens and the like part words as blanks do.

    bool non_joiner_parts = false;  ///< A zero-width non-joiner parts words, as a hyphen does.

    /// A word without the little words that are written at its front: itself where there are none.
    /// Documents are found by either.
    std::string_view (*without_proclitics)(std::string_view word) = nullptr;

    std::string_view remark = {};  ///< What is not done that one could expect; a sentence.
};

std::span<const Language> languages();

/// The language of a name, a code of two or three letters, or a tag, in any case: "German", "de",
/// "deu", "ger", "de-AT", "de_AT", and as LaTeX's babel calls it, "ngerman". Null where it is none
/// that is known.
const Language* find_language(std::string_view name);

/// @throws Error invalid_argument: no such language.
const Language& require_language(std::string_view name);

/// The words of a list that parts them by blanks and line ends.
std::vector<std::string_view> words_in(std::string_view list);

}  // namespace quire::text
