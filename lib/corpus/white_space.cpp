#include "corpus/white_space.hpp"

#include <algorithm>
#include <cstddef>

namespace quire::corpus {

std::string squeezed(std::string_view text) {
    std::string result;
    result.reserve(text.size());
    bool gap = false;
    for (const char c : text) {
        if (is_white_space(c)) {
            gap = !result.empty();
        } else {
            if (gap) result += ' ';
            gap = false;
            result += c;
        }
    }
    return result;
}

std::string_view find_year(std::string_view text) {
    for (std::size_t begin = 0; begin < text.size(); ++begin) {
        if (!is_digit(text[begin])) continue;
        std::size_t end = begin;
        while (end < text.size() && is_digit(text[end])) ++end;
        if (end - begin == 4 && (text[begin] == '1' || text[begin] == '2')) {
            return text.substr(begin, 4);
        }
        begin = end;
    }
    return {};
}

void for_each_name(std::string_view text, char separator,
                   const std::function<void(std::string_view)>& use) {
    constexpr std::string_view word = " and ";
    // Each is looked for once for every one that there is, as the text may be long.
    std::size_t next_word = std::min(text.find(word), text.size());
    std::size_t next_separator = std::min(text.find(separator), text.size());
    for (std::size_t begin = 0; begin < text.size();) {
        if (next_word < begin) next_word = std::min(text.find(word, begin), text.size());
        if (next_separator < begin) {
            next_separator = std::min(text.find(separator, begin), text.size());
        }
        const std::size_t end = std::min(next_separator, next_word);
        use(text.substr(begin, end - begin));
        begin = end + (next_word < next_separator ? word.size() : 1);
    }
}

}  // namespace quire::corpus
