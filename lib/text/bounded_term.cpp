#include <array>
#include <cstdint>

#include "text/analyzer.hpp"

namespace quire::text {
namespace {

/// FNV-1a, 64 bits.
std::uint64_t hash(std::string_view bytes) {
    std::uint64_t value = 0xCBF29CE484222325;
    for (const char c : bytes) {
        value ^= static_cast<unsigned char>(c);
        value *= 0x100000001B3;
    }
    return value;
}

/// What a byte costs of the length of a Xapian term, where NUL is written as two.
std::size_t cost(char byte) {
    return byte == '\0' ? 2 : 1;
}

std::size_t cost(std::string_view term) {
    std::size_t total = 0;
    for (const char c : term) total += cost(c);
    return total;
}

bool fits(std::string_view term) {
    return term.size() <= longest_term && cost(term) <= longest_term;
}

constexpr char separator = '~';  // No word has one.
constexpr std::size_t digits = 16;

/// The longest beginning of `term` that costs at most `limit` and ends between characters.
std::string_view beginning(std::string_view term, std::size_t limit) {
    std::size_t end = 0;
    for (std::size_t total = cost(term[0]); total <= limit; total += cost(term[end])) ++end;
    while (end > 0 && (static_cast<unsigned char>(term[end]) & 0xC0) == 0x80) --end;
    return term.substr(0, end);
}

}  // namespace

std::string bounded_term(std::string_view term) {
    if (fits(term)) return std::string(term);

    std::string bounded(beginning(term, longest_term - 1 - digits));
    bounded += separator;
    const std::uint64_t value = hash(term);
    for (std::size_t i = digits; i-- > 0;) bounded += "0123456789abcdef"[value >> (4 * i) & 0xF];
    return bounded;
}

bool is_shortened(std::string_view term) {
    constexpr std::size_t longest_character = 4;
    return term.size() > digits && term[term.size() - digits - 1] == separator &&
           cost(term) + longest_character > longest_term;
}

}  // namespace quire::text
