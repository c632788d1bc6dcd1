// What a database says of itself.
#pragma once

#include <string>
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

/// The names of the languages that the documents of a revision were analysed in, in order; only
/// `own`, the index's language, where the database does not say.
std::vector<std::string> read_languages(const Xapian::Database& database, std::string_view own);

void write_languages(Xapian::WritableDatabase& database, const std::vector<std::string>& languages);

void write_metadata(Xapian::WritableDatabase& database, const Metadata& metadata);

}  // namespace quire::index
