// What the values of BibTeX say, once TeX is read.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quire::corpus {

/// Reads `Schr{\"o}dinger's {BERT} -- a \emph{view}` as "Schrödinger's BERT – a view": accents and
/// signs in Unicode, without braces and without commands for looks. Formulas and other commands
/// stay as they are. White space becomes single blanks.
/// @param value UTF-8 with balanced braces
std::string bibtex_text(std::string_view value);

/// The same for an address, in which `~`, `--` and `$` stand for themselves.
std::string bibtex_address(std::string_view value);

/// The people of a list with "and" between them, each as "First Last"; "others" is left out.
std::vector<std::string> bibtex_names(std::string_view value);

/// The parts of a list with commas or semicolons between them.
std::vector<std::string> bibtex_keywords(std::string_view value);

}  // namespace quire::corpus
