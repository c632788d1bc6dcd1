#include "text/characters.hpp"

#include <unicode/uchar.h>

namespace quire::text {

bool is_invisible(char32_t code) {
    constexpr char32_t soft_hyphen = 0xAD;
    constexpr char32_t tatweel = 0x640;
    if (code < 0x300) return code == soft_hyphen;
    return code == tatweel ||
           u_hasBinaryProperty(static_cast<UChar32>(code), UCHAR_DEFAULT_IGNORABLE_CODE_POINT) != 0;
}

char ascii_symbol(char32_t code) {
    if (code < 0x80) return static_cast<char>(code);
    switch (code) {
        case 0x05BE:  // Hebrew maqaf
        case 0x2010:  // hyphen
        case 0x2011:  // non-breaking hyphen
        case 0x2012:  // figure dash
        case 0x2013:  // en dash
        case 0x2212:  // minus
        case 0xFE63:  // small hyphen
            return '-';
        case 0x0092:  // the right quote of Windows-1252, taken for Latin-1
        case 0x00B4:  // acute accent
        case 0x02BC:  // modifier letter apostrophe, as in Ukrainian
        case 0x05F3:  // Hebrew geresh
        case 0x2018:  // left single quote
        case 0x2019:  // right single quote
            return '\'';
        case 0x05F4:  // Hebrew gershayim
            return '"';
        case 0x00B7:  // middle dot
        case 0x00D7:  // multiplication sign
        case 0x2027:  // hyphenation point
        case 0x22C5:  // dot operator
        case 0x30FB:  // katakana middle dot
            return '*';
        case 0x2044:  // fraction slash
        case 0x2215:  // division slash
            return '/';
        case 0xFF0C:  // The full-width comma separates sentences, never thousands.
            return '\0';
        default:
            return code >= 0xFF01 && code <= 0xFF5E ? static_cast<char>(code - 0xFEE0) : '\0';
    }
}

bool is_opening(char32_t code) {
    constexpr std::string_view openings = "([{<\"'`";
    if (code < 0x80) return openings.find(static_cast<char>(code)) != std::string_view::npos;
    const auto c = static_cast<UChar32>(code);
    const int8_t type = u_charType(c);
    return type == U_START_PUNCTUATION || type == U_INITIAL_PUNCTUATION || u_isUWhiteSpace(c) != 0;
}

}  // namespace quire::text
