#include "base/checksum.hpp"

#include <doctest/doctest.h>

#include <string>

using quire::crc32;

TEST_CASE("a checksum is zlib's CRC-32") {
    CHECK(crc32("123456789") == 0xCBF43926U);
    CHECK(crc32("") == 0U);
    CHECK(crc32(std::string(1, '\0')) == 0xD202EF8DU);
}

TEST_CASE("a checksum changes with any single bit") {
    const std::string text = "denoising diffusion probabilistic models";
    for (std::size_t bit = 0; bit < text.size() * 8; ++bit) {
        std::string damaged = text;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
        CHECK(crc32(damaged) != crc32(text));
    }
}
