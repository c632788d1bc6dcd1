// What the index keeps under keys of the database's metadata, each value with a checksum in front:
// Xapian has none, and a changed bit of a length or a word would change answers in silence.
#pragma once

#include <string>
#include <string_view>

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace quire::index {

/// The value with the checksum of key and value in front.
std::string with_checksum(std::string_view key, std::string_view value);

/// The value without it; nothing of nothing. @throws Error corrupt_index.
std::string_view without_checksum(std::string_view key, std::string_view stored);

/// The value of a key; empty where there is none. @throws Error corrupt_index.
std::string read_checked(const Xapian::Database& database, std::string_view key);

void write_checked(Xapian::WritableDatabase& database, std::string_view key,
                   std::string_view value);

}  // namespace quire::index
