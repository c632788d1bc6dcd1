// Values of documents as text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "quire/document.hpp"

namespace quire::output {

/// The text of a value; what is several is joined.
std::string text_of(const Value& value, std::string_view separator = "; ");

/// The text of the document's field, or nothing.
std::string text_of(const Document& document, std::string_view field);

std::string joined(const std::vector<std::string>& parts, std::string_view separator);

/// An id or topic as a word of a line: white space, and what a terminal would obey, as %XX.
std::string word_of(std::string_view name);

}  // namespace quire::output
