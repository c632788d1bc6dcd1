// What the bytes of a fuzzer's input are.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <utility>

namespace quire::test {

inline std::string_view bytes_of(const std::uint8_t* data, std::size_t size) {
    return {reinterpret_cast<const char*>(data), size};
}

/// The first line, and what stands behind it: seeds say in it which reader they are for.
inline std::pair<std::string_view, std::string_view> first_line(std::string_view bytes) {
    const std::size_t end = bytes.find('\n');
    if (end == std::string_view::npos) return {bytes, {}};
    return {bytes.substr(0, end), bytes.substr(end + 1)};
}

}  // namespace quire::test
