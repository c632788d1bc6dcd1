// Documents as the bytes that the index stores: a version, a checksum, the id and the fields.
#pragma once

#include <string>
#include <string_view>

#include "quire/document.hpp"
#include "quire/schema.hpp"

namespace quire::index {

/// The stored fields of the document. Its values must have the types of the schema.
std::string encode(const Document& document, const Schema& schema);

/// @throws Error corrupt_index: the bytes are damaged. incompatible_index: another version.
Document decode(std::string_view bytes, const Schema& schema);

}  // namespace quire::index
