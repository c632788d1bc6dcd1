#include "text/fold.hpp"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <utility>

#include "base/utf8.hpp"
#include "quire/error.hpp"
#include "text/analyzer.hpp"
#include "text/characters.hpp"
#include "text/greek.hpp"

namespace quire::text {
namespace {

void check(UErrorCode status) {
    if (U_SUCCESS(status)) return;
    throw Error(ErrorCode::internal, "ICU cannot normalize: " + std::string(u_errorName(status)),
                "see that the data files of ICU are installed");
}

using Normalizer = const icu::Normalizer2*;

Normalizer checked(Normalizer (*get)(UErrorCode&)) {
    UErrorCode status = U_ZERO_ERROR;
    const Normalizer normalizer = get(status);
    check(status);
    return normalizer;
}

const icu::Normalizer2& nfkc_casefold() {
    static const Normalizer normalizer = checked(icu::Normalizer2::getNFKCCasefoldInstance);
    return *normalizer;
}

const icu::Normalizer2& nfd() {
    static const Normalizer normalizer = checked(icu::Normalizer2::getNFDInstance);
    return *normalizer;
}

/// Letters of their own that have no decomposition, and how they are typed without them.
std::string_view plain_letters(char32_t code) {
    switch (code) {
        case U'æ':
            return "ae";
        case U'ð':
            return "d";
        case U'ø':
            return "o";
        case U'þ':
            return "th";
        case U'đ':
            return "d";
        case U'ħ':
            return "h";
        case U'ȷ':
            return "j";
        case U'ı':
            return "i";
        case U'ł':
            return "l";
        case U'œ':
            return "oe";
        case U'ŧ':
            return "t";
        case U'ƀ':
            return "b";
        case U'ɨ':
            return "i";
        case U'ɫ':
            return "l";
        default:
            return {};
    }
}

bool between(char32_t code, char32_t first, char32_t last) {
    return code >= first && code <= last;
}

/// A mark of the blocks that hold accents.
bool is_accent(char32_t code) {
    return between(code, 0x300, 0x36F) || between(code, 0x1AB0, 0x1AFF) ||
           between(code, 0x1DC0, 0x1DFF) || between(code, 0x20D0, 0x20FF) ||
           between(code, 0xFE20, 0xFE2F);
}

/// Hebrew points, Arabic vowel signs and tatweel. The hamza and madda of Arabic are no such signs.
bool is_optional_sign(char32_t code) {
    if (between(code, 0x591, 0x5C7))
        return u_charType(static_cast<UChar32>(code)) == U_NON_SPACING_MARK;
    if (code == 0x640 || code == 0x670) return true;
    return between(code, 0x610, 0x61A) || between(code, 0x64B, 0x652) ||
           between(code, 0x656, 0x65F) ||
           (between(code, 0x6D6, 0x6ED) &&
            u_charType(static_cast<UChar32>(code)) == U_NON_SPACING_MARK);
}

/// The letter that bears the marks of `code`: itself where it has none.
char32_t base_letter(char32_t code) {
    icu::UnicodeString decomposed;
    if (!nfd().getDecomposition(static_cast<UChar32>(code), decomposed)) return code;
    return static_cast<char32_t>(decomposed.char32At(0));
}

bool is_latin(char32_t letter) {
    if (letter < 0x80) return true;
    UErrorCode status = U_ZERO_ERROR;
    return uscript_getScript(static_cast<UChar32>(letter), &status) == USCRIPT_LATIN;
}

/// Copies as many bytes as a number has, ASCII capitals as small letters.
/// @returns the bytes that were read
template <typename Number>
Number copy_block_lower(const char* from, char* to) {
    constexpr auto ones = static_cast<Number>(0x0101010101010101);
    Number bytes = 0;
    std::memcpy(&bytes, from, sizeof bytes);
    // The high bit of each byte tells whether it reaches "A", and whether it goes beyond "Z".
    const Number from_a = bytes + ones * (0x80 - 'A');
    const Number beyond_z = bytes + ones * (0x80 - 'Z' - 1);
    const Number capitals = from_a & ~beyond_z & ~bytes & ones * 0x80;
    const Number lower = bytes | capitals >> 2U;
    std::memcpy(to, &lower, sizeof lower);
    return bytes;
}

/// Copies ASCII text in small letters, several bytes at a time: most text goes through here.
/// @returns whether it is ASCII; where it is not, what was copied is of no use
bool copy_lower(std::string_view text, char* to) {
    const char* const from = text.data();
    const std::size_t size = text.size();
    std::uint64_t bits = 0;
    if (size >= 8) {
        // The last block may overlap the one before.
        for (std::size_t i = 0; i + 8 < size; i += 8) {
            bits |= copy_block_lower<std::uint64_t>(from + i, to + i);
        }
        bits |= copy_block_lower<std::uint64_t>(from + size - 8, to + size - 8);
    } else if (size >= 4) {
        bits |= copy_block_lower<std::uint32_t>(from, to);
        bits |= copy_block_lower<std::uint32_t>(from + size - 4, to + size - 4);
    } else {
        for (std::size_t i = 0; i < size; ++i) {
            bits |= static_cast<unsigned char>(from[i]);
            to[i] = to_lower(from[i]);
        }
    }
    return (bits & 0x8080808080808080) == 0;
}

}  // namespace

namespace {

/// Small letters for the capitals of "ı" and "i".
std::string with_dotless_i(std::string_view text) {
    constexpr std::string_view dot_above = "\u0307";
    std::string small;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        const char32_t code = next_code_point(text, at);
        if (code == U'İ') {
            small += 'i';
        } else if (code == U'I' && text.substr(at).starts_with(dot_above)) {
            small += 'i';
            at += dot_above.size();
        } else if (code == U'I') {
            append_utf8(U'ı', small);
        } else {
            small += text.substr(begin, at - begin);
        }
    }
    return small;
}

/// Replaces spellings from `begin` on.
void respell(std::string& text, std::size_t begin, std::span<const Spelling> spellings) {
    std::string replaced = text.substr(0, begin);
    for (std::size_t at = begin; at < text.size();) {
        const auto rest = std::string_view(text).substr(at);
        const auto* const found = std::find_if(
            spellings.data(), spellings.data() + spellings.size(),
            [rest](const Spelling& spelling) { return rest.starts_with(spelling.from); });
        if (found != spellings.data() + spellings.size()) {
            replaced += found->to;
            at += found->from.size();
        } else {
            const std::size_t first = at;
            next_code_point(text, at);
            replaced.append(text, first, at - first);
        }
    }
    text = std::move(replaced);
}

}  // namespace

bool append_casefolded(std::string_view text, std::string& folded, const Folding& folding) {
    if (folding.dotless_i && text.find_first_of("I\xC4") != std::string_view::npos) {
        return append_casefolded(with_dotless_i(text), folded,
                                 {folding.letters, folding.spellings, false});
    }
    const std::size_t size = folded.size();
    folded.resize(size + text.size());
    if (copy_lower(text, folded.data() + size)) return true;

    folded.resize(size);
    UErrorCode status = U_ZERO_ERROR;
    icu::StringByteSink<std::string> sink(&folded);
    nfkc_casefold().normalizeUTF8(
        0, icu::StringPiece(text.data(), static_cast<std::int32_t>(text.size())), sink, nullptr,
        status);
    check(status);
    if (!folding.spellings.empty()) respell(folded, size, folding.spellings);
    return false;
}

void remove_diacritics(std::string& folded, std::string_view letters) {
    if (is_ascii(folded)) return;
    std::string plain;
    plain.reserve(folded.size());
    bool bears_accents = true;  // Whether the letter before is one that loses its accents.
    for (std::size_t at = 0; at < folded.size();) {
        const std::size_t begin = at;
        const char32_t code = next_code_point(folded, at);
        if (code < 0x80) {
            plain += static_cast<char>(code);
            bears_accents = true;
        } else if (letters.find(std::string_view(folded).substr(begin, at - begin)) !=
                   std::string_view::npos) {
            plain.append(folded, begin, at - begin);
            bears_accents = true;
        } else if (is_accent(code)) {
            if (!bears_accents) plain.append(folded, begin, at - begin);
        } else if (const char32_t base = base_letter(code); is_latin(base) || is_greek(base)) {
            const std::string_view typed = plain_letters(base);
            if (typed.empty()) {
                append_utf8(base, plain);
            } else {
                plain += typed;
            }
            bears_accents = true;
        } else if (code == U'ё') {
            append_utf8(U'е', plain);
            bears_accents = false;
        } else if (!is_optional_sign(code)) {
            const auto digit = u_charDigitValue(static_cast<UChar32>(code));
            if (digit >= 0) {
                plain += static_cast<char>('0' + digit);
            } else {
                plain.append(folded, begin, at - begin);
            }
            bears_accents = false;
        }
    }
    folded = std::move(plain);
}

std::string fold(std::string_view text) {
    std::string folded;
    append_casefolded(text, folded);
    remove_diacritics(folded);
    return folded;
}

}  // namespace quire::text
