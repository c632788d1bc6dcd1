// Small numbers side by side, each in the same number of bits; low bits first.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>
#include <string>

namespace quire::image {

static_assert(std::endian::native == std::endian::little, "images are read as they lie on disk");

/// Bytes that unpack() may read behind the last that it needs.
inline constexpr std::size_t unpack_slack = 8;

/// What a number from unaligned memory is.
template <typename Number>
Number load(const char* at) {
    Number number;
    std::memcpy(&number, at, sizeof number);
    return number;
}

template <typename Number>
void append(std::string& out, Number number) {
    out.append(reinterpret_cast<const char*>(&number), sizeof number);
}

constexpr std::size_t packed_bytes(std::size_t count, unsigned width) {
    return (count * width + 7) / 8;
}

/// The bits that the highest of the numbers takes.
inline unsigned width_for(std::span<const std::uint32_t> numbers) {
    std::uint32_t all = 0;
    for (const std::uint32_t number : numbers) all |= number;
    return static_cast<unsigned>(std::bit_width(all));
}

/// @param width at least width_for(numbers)
void pack(std::span<const std::uint32_t> numbers, unsigned width, std::string& out);

/// @param width at most 32
/// @param first how many numbers to pass over
void unpack(const char* in, unsigned width, std::size_t first, std::span<std::uint32_t> out);

}  // namespace quire::image
