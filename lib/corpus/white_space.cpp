#include "corpus/white_space.hpp"

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

}  // namespace quire::corpus
