#include "corpus/json_errors.hpp"

#include <algorithm>

namespace quire::corpus {
namespace {

/// The part of `line` around the byte at `position`, as errors show it.
std::string_view near(std::string_view line, std::size_t position) {
    constexpr std::size_t before = 16;
    const auto continues = [&](std::size_t at) {
        return at < line.size() && (static_cast<unsigned char>(line[at]) & 0xC0U) == 0x80U;
    };
    std::size_t begin = position - std::min(position, before);
    while (continues(begin)) ++begin;
    std::size_t end = std::min(position + 1, line.size());
    while (continues(end)) ++end;
    return line.substr(begin, end - begin);
}

}  // namespace

std::string why_not_json(std::string_view line, std::size_t position, int error_id, bool opened) {
    constexpr int number_overflow = 406;
    const std::string column = "column " + std::to_string(position);
    if (position > line.size()) {
        return opened ? "the JSON object is not closed" : "expected a JSON object";
    }
    if (error_id == number_overflow) return "the number at " + column + " is too large";
    return "not JSON at " + column + ", near " + std::string(near(line, position - 1));
}

}  // namespace quire::corpus
