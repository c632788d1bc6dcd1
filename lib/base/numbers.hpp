// Numbers as text, the same in every locale.
#pragma once

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <system_error>

namespace quire {

/// The number that all of `text` spells; nothing if it spells none or one out of range. Reals can
/// be "inf" and "nan".
template <typename Number>
std::optional<Number> parse_number(std::string_view text) {
    Number number{};
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, number);
    if (result.ec != std::errc{} || result.ptr != end) return std::nullopt;
    return number;
}

/// The shortest text that `parse_number` reads as exactly this number.
inline std::string shortest(double number) {
    std::array<char, 32> buffer{};  // 24 characters are the most.
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    return {buffer.data(), result.ptr};
}

/// As 8 digits.
inline std::string hexadecimal(std::uint32_t number) {
    std::array<char, 8> digits{};
    const auto result = std::to_chars(digits.data(), digits.data() + digits.size(), number, 16);
    const auto count = static_cast<std::size_t>(result.ptr - digits.data());
    return std::string(digits.size() - count, '0') + std::string(digits.data(), count);
}

}  // namespace quire
