// Checksums of stored bytes.
#pragma once

#include <cstdint>
#include <string_view>

namespace quire {

/// The CRC-32 of zlib, gzip and PNG; 0 for no bytes.
std::uint32_t crc32(std::string_view bytes);

}  // namespace quire
