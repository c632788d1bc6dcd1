// A record in XML, parsed.
#pragma once

#include <pugixml.hpp>
#include <string>

#include "corpus/elements.hpp"
#include "corpus/lines.hpp"
#include "corpus/mapping.hpp"

namespace quire::corpus {

/// Parses an element into `document`, and gives its node. Entities that a DTD declares are not
/// expanded: `&name;` stays as it is.
/// @throws InputError: it is not UTF-8, holds a NUL byte, or is not well-formed.
pugi::xml_node parse(const Element& element, const LineSource& lines, pugi::xml_document& document);

/// The text in a node, whatever elements it is in, with one space for every run of white space. A
/// formula (`tex-math`) stands between dollar signs.
std::string text_of(pugi::xml_node node);

/// Fails if a text is not UTF-8, as the character reference `&#xD800;` makes it.
/// @throws InputError
void check_characters(const RawRecord& raw, const LineSource& lines);

}  // namespace quire::corpus
