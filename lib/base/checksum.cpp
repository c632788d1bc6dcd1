#include "base/checksum.hpp"

#include <zlib.h>

#include <algorithm>
#include <limits>

namespace quire {

std::uint32_t crc32(std::string_view bytes, std::uint32_t before) {
    uLong sum = before;
    while (!bytes.empty()) {
        // zlib counts in 32 bits.
        const auto size = static_cast<uInt>(
            std::min<std::size_t>(bytes.size(), std::numeric_limits<uInt>::max()));
        sum = ::crc32(sum, reinterpret_cast<const Bytef*>(bytes.data()), size);
        bytes.remove_prefix(size);
    }
    return static_cast<std::uint32_t>(sum);
}

}  // namespace quire
