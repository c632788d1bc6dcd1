// For tests of what an image holds whose bytes were changed by somebody who knows of checksums.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

#include "base/checksum.hpp"
#include "image/format.hpp"

namespace quire::test {

inline image::Footer footer_of(std::string_view image) {
    image::Footer footer;
    std::memcpy(&footer, image.data() + image.size() - sizeof footer, sizeof footer);
    return footer;
}

/// The image with the checksums of its pages and of its footer made right, as far as they lie where
/// the footer says.
inline std::string with_right_checksums(std::string image) {
    image::Footer footer = footer_of(image);
    const std::size_t end = image.size() - sizeof footer;
    if (footer.checksums <= end) {
        const std::string_view summed = std::string_view(image).substr(0, footer.checksums);
        std::size_t at = footer.checksums;
        for (std::size_t page = 0; page < summed.size(); page += image::page_bytes) {
            if (end - at < sizeof(std::uint32_t)) break;
            const std::uint32_t checksum = crc32(summed.substr(page, image::page_bytes));
            std::memcpy(image.data() + at, &checksum, sizeof checksum);
            at += sizeof checksum;
        }
        footer.checksums_checksum =
            crc32(std::string_view(image).substr(footer.checksums, end - footer.checksums));
    }
    std::string last(sizeof footer, '\0');
    std::memcpy(last.data(), &footer, sizeof footer);
    footer.checksum =
        crc32(std::string_view(last).substr(0, sizeof footer - sizeof footer.checksum));
    std::memcpy(image.data() + end, &footer, sizeof footer);
    return image;
}

}  // namespace quire::test
