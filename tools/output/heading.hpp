// What heads a document where people read it.
#pragma once

#include <string>
#include <string_view>

#include "quire/document.hpp"
#include "quire/schema.hpp"

namespace quire::output {

/// The field called title, or the first text field of a schema without one.
std::string heading(const Schema& schema);

/// The document's value of that field, or words that say that there is none.
std::string title_of(const Document& document, std::string_view heading);

}  // namespace quire::output
