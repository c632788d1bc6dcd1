// Texts as sources break them into lines.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "base/ascii.hpp"

namespace quire::corpus {

inline bool is_white_space(char c) {
    return spaces.find(c) != std::string_view::npos;
}

inline bool is_digit(char c) {
    return '0' <= c && c <= '9';
}

/// With one space for every run of white space, and none around the text.
std::string squeezed(std::string_view text);

/// The first number of exactly four digits from 1000 to 2999; empty if there is none.
std::string_view find_year(std::string_view text);

/// Calls `use` with each part of a list of names that a character or the word "and" separates.
void for_each_name(std::string_view text, char separator,
                   const std::function<void(std::string_view)>& use);

}  // namespace quire::corpus
