// Greek letters and their English names, under which "β-VAE" and "beta-VAE" are the same words.
#pragma once

#include <string_view>

namespace quire::text {

/// Whether a letter is Greek, in any of its forms: with accents, the micro sign, mathematical
/// bold and italic.
bool is_greek(char32_t letter);

/// "beta" where all of `folded` is a β; empty where it is no single letter from α to ω.
std::string_view greek_name(std::string_view folded);

/// The letter that a TeX command stands for: "beta", "Gamma", "varepsilon". Zero where it is none.
char32_t greek_letter(std::string_view command);

}  // namespace quire::text
