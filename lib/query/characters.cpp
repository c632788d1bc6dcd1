#include "query/characters.hpp"

namespace quire::query {

std::size_t space_length(std::string_view text) {
    const auto first = static_cast<unsigned char>(text[0]);
    if (first < 0x80) return first <= 0x20 || first == 0x7F ? 1 : 0;
    const auto second = static_cast<unsigned char>(text[1]);
    // U+0080 to U+009F are control characters, U+00A0 is the no-break space.
    if (first == 0xC2) return second <= 0xA0 ? 2 : 0;
    if (first < 0xE1 || first > 0xE3) return 0;
    const auto third = static_cast<unsigned char>(text[2]);
    bool space = false;
    if (first == 0xE1) {
        space = second == 0x9A && third == 0x80;  // U+1680
    } else if (first == 0xE3) {
        space = second == 0x80 && third == 0x80;  // U+3000
    } else if (second == 0x80) {
        // U+2000 to U+200A, U+2028, U+2029, U+202F
        space = third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF;
    } else {
        space = second == 0x81 && third == 0x9F;  // U+205F
    }
    return space ? 3 : 0;
}

std::size_t quote_length(std::string_view text) {
    for (const std::string_view quote :
         {"\"", "\u201C", "\u201D", "\u201E", "\u201F", "\u00AB", "\u00BB"}) {
        if (text.starts_with(quote)) return quote.size();
    }
    return 0;
}

}  // namespace quire::query
