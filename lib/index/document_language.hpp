// Which language a document is in.
#pragma once

#include <string_view>

#include "quire/document.hpp"
#include "quire/schema.hpp"

namespace quire::index {

/// The keyword field that says which language a document is in: called "language", with one value.
/// Null where the schema has none.
const Field* language_field(const Schema& schema);

/// The name of the language that the texts of a document are analysed in: that of its language
/// field; "none" where the field names none that is known, `otherwise` where it is empty.
std::string_view document_language(const Document& document, const Schema& schema,
                                   std::string_view otherwise);

}  // namespace quire::index
