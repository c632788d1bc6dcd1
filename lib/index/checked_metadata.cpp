#include "index/checked_metadata.hpp"

#include <xapian.h>

#include "base/bytes.hpp"
#include "base/checksum.hpp"
#include "base/damage.hpp"

namespace quire::index {
namespace {

std::uint32_t checksum(std::string_view key, std::string_view value) {
    return crc32(value, crc32(key));
}

}  // namespace

std::string with_checksum(std::string_view key, std::string_view value) {
    std::string stored;
    ByteWriter out(stored);
    out.fixed32(checksum(key, value));
    stored += value;
    return stored;
}

std::string_view without_checksum(std::string_view key, std::string_view stored) {
    if (stored.empty()) return {};
    ByteReader in(stored);
    const std::uint32_t expected = in.fixed32();
    if (checksum(key, in.rest()) != expected) {
        throw damage("what the database keeps under \"" + std::string(key) + "\" is damaged");
    }
    return in.rest();
}

std::string read_checked(const Xapian::Database& database, std::string_view key) {
    const std::string stored = database.get_metadata(std::string(key));
    return std::string(without_checksum(key, stored));
}

void write_checked(Xapian::WritableDatabase& database, std::string_view key,
                   std::string_view value) {
    database.set_metadata(std::string(key),
                          value.empty() ? std::string() : with_checksum(key, value));
}

}  // namespace quire::index
