// What a database says of itself.
#pragma once

#include <string_view>
#include <vector>

#include "quire/index.hpp"

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace quire::index {

struct Metadata {
    Schema schema;
    std::vector<FingerprintEntry> fingerprint;
};

/// @param where names the index
/// @throws Error incompatible_index: made by another version. corrupt_index: there is none.
Metadata read_metadata(const Xapian::Database& database, std::string_view where);

/// Of an index that this or another version made. @throws Error incompatible_index: its schema
/// cannot be read.
IndexOptions read_options(const Xapian::Database& database, std::string_view where);

void write_metadata(Xapian::WritableDatabase& database, const Metadata& metadata);

}  // namespace quire::index
