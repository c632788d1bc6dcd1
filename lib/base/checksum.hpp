// Checksums of stored bytes.
#pragma once

#include <cstdint>
#include <string_view>

namespace quire {

/// The CRC-32 of zlib, gzip and PNG; 0 for no bytes.
/// @param before of the bytes in front of these, where they come in parts
std::uint32_t crc32(std::string_view bytes, std::uint32_t before = 0);

}  // namespace quire
