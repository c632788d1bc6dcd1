// The languages that text can be analyzed in: one array of rows.
#pragma once

#include <span>
#include <string_view>

namespace quire::text {

struct Language {
    std::string_view name;     ///< For `AnalyzerOptions::language`.
    std::string_view stemmer;  ///< Snowball's name; empty where words are left as they are.
    std::span<const std::string_view> stop_words;  ///< Folded, sorted.

    /// Whether the stemmer tells "e" from "é": then diacritics are removed from the stem, not from
    /// the word before it.
    bool stems_diacritics;

    /// Whether an apostrophe parts two words: "l'analyse".
    bool elision;
};

std::span<const Language> languages();

/// @throws Error invalid_argument: no such language.
const Language& find_language(std::string_view name);

}  // namespace quire::text
