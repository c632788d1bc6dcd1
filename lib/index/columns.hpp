// The values of fields that are not text, for sorting, counting and grouping: in Xapian's value
// slots, one a row of the schema.
#pragma once

#include <cstddef>
#include <string>

#include "postings/source.hpp"
#include "quire/document.hpp"
#include "quire/schema.hpp"

namespace Xapian {
class Database;
}

namespace quire::index {

/// What stands in the slot of a document that has this value. It must have the type of the field.
std::string slot_bytes(const Value& value);

/// Reads the slot of a field, its row in the schema, in one walk. @throws Error corrupt_index.
postings::Column load_column(const Xapian::Database& database, const Field& field, std::size_t row);

}  // namespace quire::index
