// ASCII letters and white space in texts of any kind.
#pragma once

#include <algorithm>
#include <string>
#include <string_view>

namespace quire {

constexpr char lower_case(char c) {
    return 'A' <= c && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

/// The text with its ASCII letters in lower case.
inline std::string lower_case(std::string_view text) {
    std::string result(text);
    for (char& c : result) c = lower_case(c);
    return result;
}

/// Whether two texts differ at most in the case of ASCII letters.
inline bool same_but_case(std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower_case(x) == lower_case(y); });
}

/// ASCII white space.
inline constexpr std::string_view spaces = " \t\n\v\f\r";

/// The text without the white space around it.
inline std::string_view trimmed(std::string_view text) {
    const std::size_t begin = text.find_first_not_of(spaces);
    if (begin == std::string_view::npos) return {};
    return text.substr(begin, text.find_last_not_of(spaces) - begin + 1);
}

}  // namespace quire
