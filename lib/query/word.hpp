// What a word of a query means beyond its letters: wildcards, fuzziness, a weight, a range.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/syntax.hpp"

namespace quire::query {

/// A remark on a part of a word.
struct WordRemark {
    std::size_t offset;  ///< In bytes of the word.
    std::size_t length;
    std::string message;
    std::string suggestion;
    Diagnostic::Severity severity = Diagnostic::Severity::problem;
};

/// Reads a word as it was typed into `node`: kind, text and what its signs mean. What looks like a
/// sign but makes no sense there ("A*", "10^6") stays part of the text.
/// @param fielded whether a field holds for it; only then can it be a range
std::vector<WordRemark> read_word(std::string_view word, bool fielded, Node& node);

/// Letters that must stand before the first wildcard: shorter beginnings have too many words.
inline constexpr std::size_t least_stem = 2;

/// Bytes of AND, OR, NOT, NEAR or NEAR/n that the text starts with, or 0.
std::size_t operator_length(std::string_view text);
/// Bytes of digits that the text starts with.
std::size_t digits_length(std::string_view text);
/// Bytes of digits and a decimal point that the text starts with.
std::size_t number_length(std::string_view text);
/// The weight that the digits spell, if it is from 0 to 1,000.
std::optional<double> parse_boost_number(std::string_view digits);
/// Characters of UTF-8 text.
std::size_t character_count(std::string_view text);
/// Bytes at the end of the text that are letters, digits or beyond ASCII.
std::size_t last_word_length(std::string_view text);

}  // namespace quire::query
