#include "text/hebrew.hpp"

#include <array>
#include <cstddef>

namespace quire::text {

std::string_view without_hebrew_proclitics(std::string_view word) {
    constexpr std::size_t letter_bytes = 2;
    constexpr std::size_t least = 3 * letter_bytes;
    // In the order in which they follow each other; at most one of each row.
    constexpr std::array<std::array<std::string_view, 4>, 4> proclitics = {{
        {"ו"},
        {"כש", "ש"},
        {"ב", "ל", "כ", "מ"},
        {"ה"},
    }};
    for (const auto& alternatives : proclitics) {
        for (const std::string_view proclitic : alternatives) {
            if (proclitic.empty() || !word.starts_with(proclitic) ||
                word.size() - proclitic.size() < least) {
                continue;
            }
            word.remove_prefix(proclitic.size());
            break;
        }
    }
    return word;
}

}  // namespace quire::text
