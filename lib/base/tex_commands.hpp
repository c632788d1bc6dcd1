// The commands of TeX that are known by name.
#pragma once

#include <string>
#include <string_view>

namespace quire {

enum class TexCommand {
    unknown,
    blank,      ///< Stands for white space or for a sign that no word holds: \times, \item.
    format,     ///< Changes how its argument looks, or what follows in its group: \textbf, \bf.
    reference,  ///< Vanishes with its arguments: \cite, \label.
};

TexCommand tex_command(std::string_view name);

/// The letters that a command stands for: "ø" for "o". Empty where it stands for none.
std::string_view tex_letters(std::string_view name);

/// The combining character of an accent: U+0301 for `'`. Zero where it is none.
char32_t tex_accent(char name);

/// The letter with the accent called `name`, both as one character; empty where there is none.
/// @param letter a character in UTF-8
std::string tex_accented(std::string_view letter, char name);

}  // namespace quire
