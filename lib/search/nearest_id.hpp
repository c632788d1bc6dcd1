// Ids as they are pasted.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "index/reader.hpp"

namespace quire::search {

/// The id of a document that is perhaps meant: it may be written in small letters or capitals only,
/// or stand at the end of an address (`https://aclanthology.org/N19-1423.pdf`). A few look-ups.
std::optional<std::string> nearest_id(std::string_view typed, index::Reader& reader);

}  // namespace quire::search
