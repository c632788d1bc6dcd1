#include "cli/numbers.hpp"

#include <array>
#include <charconv>

namespace quire::cli {

std::string grouped(std::uint64_t number) {
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

std::string counted(std::uint64_t number, const std::string& singular) {
    return grouped(number) + " " + singular + (number == 1 ? "" : "s");
}

std::string shortest(double number) {
    std::array<char, 32> buffer{};  // 24 characters are the most.
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number);
    return {buffer.data(), result.ptr};
}

std::string rounded(double number) {
    std::array<char, 340> buffer{};  // The largest double has 309 digits before the point.
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), number,
                                      std::chars_format::fixed, 1);
    return {buffer.data(), result.ptr};
}

std::string megabytes(std::uint64_t bytes) {
    return rounded(static_cast<double>(bytes) / 1e6) + " MB";
}

}  // namespace quire::cli
