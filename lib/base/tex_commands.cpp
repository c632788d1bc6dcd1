#include "base/tex_commands.hpp"

#include <unicode/normalizer2.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "quire/error.hpp"

namespace quire {
namespace {

constexpr std::array<std::string_view, 148> blanks = {
    "Big",
    "Bigg",
    "Leftarrow",
    "Leftrightarrow",
    "Longrightarrow",
    "Rightarrow",
    "Vert",
    "approx",
    "ast",
    "big",
    "bigg",
    "bigl",
    "bigr",
    "bigskip",
    "binom",
    "bot",
    "bullet",
    "cap",
    "caption",
    "cdot",
    "cdots",
    "checkmark",
    "choose",
    "circ",
    "clearpage",
    "cong",
    "cup",
    "dagger",
    "ddagger",
    "ddots",
    "dfrac",
    "displaystyle",
    "div",
    "dots",
    "downarrow",
    "emptyset",
    "equiv",
    "exists",
    "footnote",
    "forall",
    "frac",
    "ge",
    "geq",
    "gets",
    "gg",
    "hfill",
    "hline",
    "hookrightarrow",
    "iff",
    "iint",
    "implies",
    "in",
    "infty",
    "int",
    "item",
    "lVert",
    "land",
    "langle",
    "lceil",
    "ldots",
    "le",
    "left",
    "leftarrow",
    "leftrightarrow",
    "leq",
    "lfloor",
    "limits",
    "linebreak",
    "ll",
    "lnot",
    "longleftarrow",
    "longrightarrow",
    "lor",
    "lvert",
    "mapsto",
    "medskip",
    "mid",
    "middle",
    "mp",
    "nabla",
    "ne",
    "neg",
    "neq",
    "newline",
    "newpage",
    "ni",
    "noindent",
    "nolimits",
    "notin",
    "odot",
    "oint",
    "ominus",
    "oplus",
    "oslash",
    "otimes",
    "over",
    "overbrace",
    "par",
    "paragraph",
    "parallel",
    "partial",
    "perp",
    "pm",
    "prime",
    "prod",
    "propto",
    "qquad",
    "quad",
    "rVert",
    "rangle",
    "rceil",
    "rfloor",
    "right",
    "rightarrow",
    "rightharpoonup",
    "rvert",
    "scriptstyle",
    "section",
    "setminus",
    "sim",
    "simeq",
    "smallskip",
    "sqrt",
    "stackrel",
    "star",
    "subsection",
    "subset",
    "subseteq",
    "substack",
    "sum",
    "supset",
    "supseteq",
    "textstyle",
    "tfrac",
    "times",
    "title",
    "to",
    "top",
    "triangleq",
    "trianglerighteq",
    "underbrace",
    "uparrow",
    "updownarrow",
    "vdots",
    "vee",
    "vert",
    "wedge",
    "xrightarrow",
};
static_assert(std::ranges::is_sorted(blanks));

constexpr std::array<std::string_view, 84> formats = {
    "Large",
    "acute",
    "bar",
    "bf",
    "bfseries",
    "bm",
    "boldsymbol",
    "breve",
    "cal",
    "check",
    "color",
    "ddot",
    "dot",
    "em",
    "emph",
    "ensuremath",
    "fbox",
    "footnotesize",
    "grave",
    "hat",
    "hbox",
    "href",
    "huge",
    "it",
    "itshape",
    "large",
    "lowercase",
    "mathbb",
    "mathbf",
    "mathbin",
    "mathcal",
    "mathfrak",
    "mathit",
    "mathop",
    "mathrel",
    "mathring",
    "mathrm",
    "mathscr",
    "mathsf",
    "mathtt",
    "mbox",
    "mdseries",
    "normalfont",
    "normalsize",
    "operatorname",
    "overline",
    "phantom",
    "pmb",
    "protect",
    "rm",
    "rmfamily",
    "sc",
    "scriptsize",
    "scshape",
    "sf",
    "sffamily",
    "sl",
    "small",
    "text",
    "textbf",
    "textcolor",
    "textit",
    "textmd",
    "textnormal",
    "textrm",
    "textsc",
    "textsf",
    "textsl",
    "textsubscript",
    "textsuperscript",
    "texttt",
    "textup",
    "tilde",
    "tiny",
    "tt",
    "ttfamily",
    "uline",
    "underline",
    "uppercase",
    "upshape",
    "url",
    "vec",
    "widehat",
    "widetilde",
};
static_assert(std::ranges::is_sorted(formats));

constexpr std::array<std::string_view, 30> references = {
    "Cref",     "autocite",        "autoref", "begin",      "bibliography", "bibliographystyle",
    "cite",     "citealp",         "citealt", "citeauthor", "citep",        "citet",
    "citeyear", "citeyearpar",     "cref",    "end",        "eqref",        "footcite",
    "hspace",   "includegraphics", "label",   "nameref",    "newcite",      "nocite",
    "pageref",  "parencite",       "ref",     "shortcite",  "textcite",     "vspace",
};
static_assert(std::ranges::is_sorted(references));

constexpr std::array<std::pair<std::string_view, std::string_view>, 20> letters = {{
    {"AA", "Å"}, {"AE", "Æ"}, {"DH", "Ð"}, {"DJ", "Đ"}, {"L", "Ł"},  {"O", "Ø"},   {"OE", "Œ"},
    {"TH", "Þ"}, {"aa", "å"}, {"ae", "æ"}, {"dh", "ð"}, {"dj", "đ"}, {"ell", "ℓ"}, {"i", "ı"},
    {"j", "ȷ"},  {"l", "ł"},  {"o", "ø"},  {"oe", "œ"}, {"ss", "ß"}, {"th", "þ"},
}};

constexpr std::array<std::pair<char, char32_t>, 14> accents = {{
    {'`', 0x300},
    {'\'', 0x301},
    {'^', 0x302},
    {'~', 0x303},
    {'=', 0x304},
    {'u', 0x306},
    {'.', 0x307},
    {'"', 0x308},
    {'r', 0x30A},
    {'H', 0x30B},
    {'v', 0x30C},
    {'d', 0x323},
    {'c', 0x327},
    {'k', 0x328},
}};

}  // namespace

TexCommand tex_command(std::string_view name) {
    if (std::ranges::binary_search(blanks, name)) return TexCommand::blank;
    if (std::ranges::binary_search(formats, name)) return TexCommand::format;
    if (std::ranges::binary_search(references, name)) return TexCommand::reference;
    return TexCommand::unknown;
}

std::string_view tex_letters(std::string_view name) {
    const auto row = std::ranges::find(letters, name, [](const auto& pair) { return pair.first; });
    return row == letters.end() ? std::string_view{} : row->second;
}

char32_t tex_accent(char name) {
    const auto row = std::ranges::find(accents, name, [](const auto& pair) { return pair.first; });
    return row == accents.end() ? 0 : row->second;
}

std::string tex_accented(std::string_view letter, char name) {
    const char32_t accent = tex_accent(name);
    if (accent == 0) return {};
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* nfc = icu::Normalizer2::getNFCInstance(status);
    if (U_FAILURE(status)) {
        throw Error(ErrorCode::internal, "ICU cannot compose: " + std::string(u_errorName(status)),
                    "see that the data files of ICU are installed");
    }
    const auto text = icu::UnicodeString::fromUTF8(
        icu::StringPiece(letter.data(), static_cast<std::int32_t>(letter.size())));
    if (text.countChar32() != 1) return {};
    const UChar32 code = nfc->composePair(text.char32At(0), static_cast<UChar32>(accent));
    std::string character;
    if (code >= 0) icu::UnicodeString(code).toUTF8String(character);
    return character;
}

}  // namespace quire
