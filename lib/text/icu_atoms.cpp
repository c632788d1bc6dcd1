#include <unicode/brkiter.h>
#include <unicode/locid.h>
#include <unicode/ubrk.h>
#include <unicode/uchar.h>
#include <unicode/utext.h>

#include <string>

#include "base/deadline.hpp"
#include "quire/error.hpp"
#include "text/atoms.hpp"
#include "text/characters.hpp"
#include "text/greek.hpp"
#include "text/hangul.hpp"

namespace quire::text {
namespace {

constexpr char32_t zero_width_space = 0x200B;
constexpr char32_t zero_width_non_joiner = 0x200C;
constexpr char32_t modifier_apostrophe = 0x2BC;

void check(UErrorCode status) {
    if (U_SUCCESS(status)) return;
    throw Error(ErrorCode::internal, "ICU cannot find words: " + std::string(u_errorName(status)),
                "see that the data files of ICU are installed");
}

bool has_type(char32_t code, std::uint32_t mask) {
    return (U_GET_GC_MASK(static_cast<UChar32>(code)) & mask) != 0;
}

bool is_hebrew(char32_t letter) {
    return letter >= 0x5D0 && letter <= 0x5F2;
}

/// Whether words of the script are found by a dictionary, as in Thai.
bool needs_dictionary(char32_t code) {
    return u_getIntPropertyValue(static_cast<UChar32>(code), UCHAR_LINE_BREAK) ==
           U_LB_COMPLEX_CONTEXT;
}

/// @param status of the word it stands in, as ICU reports it
Edge edge(char32_t code, int status) {
    if (has_type(code, U_GC_ND_MASK)) return Edge::digit;
    if (has_type(code, U_GC_NO_MASK)) {
        return u_digit(static_cast<UChar32>(code), 10) >= 0 ||
                       u_getIntPropertyValue(static_cast<UChar32>(code), UCHAR_NUMERIC_TYPE) ==
                           U_NT_DIGIT
                   ? Edge::sign
                   : Edge::other;
    }
    if (status >= UBRK_WORD_KANA) return Edge::other;
    return is_hebrew(code) ? Edge::hebrew : Edge::letter;
}

/// Cuts single Greek letters off other letters and digits: "βVAE" is "β", "VAE".
void append_cut_at_greek(std::string_view text, const Atom& whole, std::vector<Atom>& atoms) {
    // A stretch of letters that are all Greek or all not.
    struct Stretch {
        std::size_t begin, letters;
        bool greek;
        Edge first, last;
    };
    std::vector<Stretch> stretches;
    for (std::size_t at = whole.begin; at < whole.end;) {
        const std::size_t begin = at;
        const char32_t code = next_code_point(text, at);
        if (has_type(code, U_GC_M_MASK) || is_invisible(code)) continue;
        const bool greek = is_greek(code);
        const Edge kind = edge(code, UBRK_WORD_LETTER);
        if (stretches.empty() || stretches.back().greek != greek) {
            stretches.push_back({begin, 0, greek, kind, kind});
        }
        ++stretches.back().letters;
        stretches.back().last = kind;
    }
    const auto single = [](const Stretch& stretch) {
        return stretch.greek && stretch.letters == 1;
    };

    const std::size_t before = atoms.size();
    for (std::size_t i = 0; i < stretches.size(); ++i) {
        const Stretch& stretch = stretches[i];
        if (i > 0 && !single(stretches[i - 1]) && !single(stretch)) {
            atoms.back().last = stretch.last;
            atoms.back().single_letter = false;
        } else {
            Atom part;
            part.begin = stretch.begin;
            part.first = stretch.first;
            part.last = stretch.last;
            part.greek_letter = single(stretch);
            part.single_letter = stretch.letters == 1 && is_letter(stretch.first);
            part.glued = atoms.size() > before || whole.glued;
            atoms.push_back(part);
        }
    }
    for (std::size_t i = before; i + 1 < atoms.size(); ++i) atoms[i].end = atoms[i + 1].begin;
    atoms.back().end = whole.end;
}

}  // namespace

struct IcuAtoms::State {
    std::unique_ptr<icu::BreakIterator> words;
    UText text = UTEXT_INITIALIZER;

    State() {
        UErrorCode status = U_ZERO_ERROR;
        words.reset(icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
        check(status);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
    ~State() { utext_close(&text); }
};

IcuAtoms::IcuAtoms(bool non_joiner_parts) : non_joiner_parts_(non_joiner_parts) {}
IcuAtoms::IcuAtoms(IcuAtoms&&) noexcept = default;
IcuAtoms& IcuAtoms::operator=(IcuAtoms&&) noexcept = default;
IcuAtoms::~IcuAtoms() = default;

void IcuAtoms::append(std::string_view text, std::size_t begin, std::size_t end,
                      std::vector<Atom>& atoms) {
    if (!state_) state_ = std::make_unique<State>();
    icu::BreakIterator& words = *state_->words;
    UErrorCode status = U_ZERO_ERROR;
    utext_openUTF8(&state_->text, text.data() + begin, static_cast<std::int64_t>(end - begin),
                   &status);
    check(status);
    words.setText(&state_->text, status);
    check(status);

    Atom atom;
    std::size_t letters = 0, greek_letters = 0;  // In the atom; digits count as letters.
    char32_t last_code = 0;
    const auto close = [&] {
        if (letters == 0) return;
        atom.greek_letter = letters == 1 && greek_letters == 1;
        atom.single_letter = letters == 1 && is_letter(atom.first);
        if (greek_letters > 0 && greek_letters < letters) {
            append_cut_at_greek(text, atom, atoms);
        } else {
            atoms.push_back(atom);
        }
        letters = greek_letters = 0;
    };

    Pace pace;
    bool at_boundary = true, after_zero_width_space = false, after_non_joiner = false;
    for (std::size_t at = begin; at < end;) {
        pace.step();
        const auto next = words.next();
        const std::size_t word_end =
            next == icu::BreakIterator::DONE ? end : begin + static_cast<std::size_t>(next);
        const int word_status = words.getRuleStatus();
        at_boundary = true;
        while (at < word_end) {
            const std::size_t from = at;
            const char32_t code = next_code_point(text, at);
            if (is_invisible(code)) {
                after_zero_width_space |= code == zero_width_space;
                after_non_joiner |= code == zero_width_non_joiner;
                continue;
            }
            if (has_type(code, U_GC_M_MASK)) {
                if (letters > 0) atom.end = at;
                continue;
            }
            if (!has_type(code, U_GC_L_MASK | U_GC_N_MASK) ||
                (code == modifier_apostrophe && letters > 0)) {
                close();
                continue;
            }
            const Edge kind = edge(code, word_status);
            const bool glued = letters > 0 && (is_hangul(code) != is_hangul(last_code) ||
                                               (after_non_joiner && non_joiner_parts_));
            if (glued) close();
            if (letters > 0 && at_boundary) {
                // ICU parts "L₂" and what a zero-width space parts; neither is two words, unless
                // the space stands in for the dictionary.
                const bool sign = kind == Edge::sign || atom.last == Edge::sign;
                const bool goes_on =
                    kind != Edge::other && atom.last != Edge::other &&
                    (sign || (after_zero_width_space && !needs_dictionary(last_code)));
                if (!goes_on) close();
            }
            if (letters == 0) {
                atom = Atom{};
                atom.begin = from;
                atom.first = kind;
                atom.glued = glued;
            }
            ++letters;
            if (is_greek(code)) ++greek_letters;
            atom.end = at;
            atom.last = kind;
            last_code = code;
            at_boundary = after_zero_width_space = after_non_joiner = false;
        }
    }
    close();
}

}  // namespace quire::text
