// What the formats of bibliographies make of a document.
#pragma once

#include <string>
#include <string_view>

#include "quire/document.hpp"

namespace quire::output {

enum class Publication { article, in_proceedings, other };

/// What a document is, to be guessed from its venue: where that is named like a meeting, or by an
/// acronym, it is in proceedings; else in a journal; without a venue it is neither.
Publication publication(const Document& document);

/// A name with its last part in front: "van der Berg, Jan". It begins at the first word without a
/// capital, else it is the last word. A name with a comma, or of one word, stays as it is.
std::string surname_first(std::string_view name);

}  // namespace quire::output
