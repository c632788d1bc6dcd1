#include "image/bits.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace quire::image {
namespace {

/// The width is known to the compiler: it makes straight code of the loop.
template <unsigned Width>
void unpack_aligned(const char* in, std::uint32_t* out, std::size_t count) {
    constexpr std::uint64_t mask = (std::uint64_t{1} << Width) - 1;
    // Eight numbers take Width bytes.
    for (; count >= 8; count -= 8, in += Width, out += 8) {
        for (unsigned i = 0; i < 8; ++i) {
            const unsigned bit = i * Width;
            out[i] =
                static_cast<std::uint32_t>((load<std::uint64_t>(in + bit / 8) >> (bit % 8)) & mask);
        }
    }
    for (std::size_t i = 0; i < count; ++i) {
        const std::size_t bit = i * Width;
        out[i] =
            static_cast<std::uint32_t>((load<std::uint64_t>(in + bit / 8) >> (bit % 8)) & mask);
    }
}

using Unpack = void (*)(const char*, std::uint32_t*, std::size_t);

template <std::size_t... Widths>
constexpr std::array<Unpack, sizeof...(Widths)> unpack_table(std::index_sequence<Widths...>) {
    return {&unpack_aligned<Widths>...};
}

constexpr auto by_width = unpack_table(std::make_index_sequence<33>());

}  // namespace

void pack(std::span<const std::uint32_t> numbers, unsigned width, std::string& out) {
    std::uint64_t waiting = 0;
    unsigned bits = 0;
    for (const std::uint32_t number : numbers) {
        waiting |= std::uint64_t{number} << bits;
        for (bits += width; bits >= 8; bits -= 8, waiting >>= 8) {
            out += static_cast<char>(waiting & 0xff);
        }
    }
    if (bits > 0) out += static_cast<char>(waiting & 0xff);
}

void unpack(const char* in, unsigned width, std::size_t first, std::span<std::uint32_t> out) {
    if (width == 0) {
        std::fill(out.begin(), out.end(), 0U);
        return;
    }
    if (first % 8 == 0) {
        by_width[width](in + first / 8 * width, out.data(), out.size());
        return;
    }
    const std::uint64_t mask = (std::uint64_t{1} << width) - 1;
    std::size_t bit = first * width;
    for (std::uint32_t& number : out) {
        number =
            static_cast<std::uint32_t>((load<std::uint64_t>(in + bit / 8) >> (bit % 8)) & mask);
        bit += width;
    }
}

}  // namespace quire::image
