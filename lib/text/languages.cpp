#include "text/languages.hpp"

#include <unicode/locid.h>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "base/ascii.hpp"
#include "quire/error.hpp"
#include "text/analyzer.hpp"
#include "text/characters.hpp"
#include "text/hebrew.hpp"
#include "text/stop_words.hpp"

namespace quire::text {
namespace {

constexpr std::string_view danish_letters = "æøå";
constexpr std::string_view swedish_letters = "åäö";
constexpr std::string_view turkish_letters = "çğıöşü";
constexpr std::string_view vietnamese_letters =
    "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";

/// An alef by itself, whatever it bears.
constexpr std::array<Spelling, 4> arabic_spellings = {
    {{"آ", "ا"}, {"أ", "ا"}, {"إ", "ا"}, {"ٱ", "ا"}}};

/// Nukta and chandrabindu are left out at will, and a nasal before its kin is written in two ways.
constexpr std::array<Spelling, 10> hindi_spellings = {{{"ँ", "ं"},
                                                       {"़", ""},
                                                       {"न्त", "ंत"},
                                                       {"न्थ", "ंथ"},
                                                       {"न्द", "ंद"},
                                                       {"न्ध", "ंध"},
                                                       {"म्प", "ंप"},
                                                       {"म्फ", "ंफ"},
                                                       {"म्ब", "ंब"},
                                                       {"म्भ", "ंभ"}}};

/// Letters as Arabic keyboards have them.
constexpr std::array<Spelling, 5> persian_spellings = {
    {{"ي", "ی"}, {"ى", "ی"}, {"ك", "ک"}, {"ۀ", "ه"}, {"ة", "ه"}}};
constexpr std::array<Spelling, 6> urdu_spellings = {
    {{"ي", "ی"}, {"ى", "ی"}, {"ك", "ک"}, {"ه", "ہ"}, {"ۂ", "ہ"}, {"ۃ", "ہ"}}};

/// Snowball knows the cedillas of old keyboards, not the commas below.
constexpr std::array<Spelling, 2> romanian_spellings = {{{"ș", "ş"}, {"ț", "ţ"}}};

/// NFKC takes the vowel "am" apart; the dictionaries know it whole.
constexpr std::array<Spelling, 1> thai_spellings = {{{"ํา", "ำ"}}};
constexpr std::array<Spelling, 1> lao_spellings = {{{"ໍາ", "ຳ"}}};

/// Both alphabets are one.
constexpr std::array<Spelling, 30> serbian_spellings = {
    {{"а", "a"}, {"б", "b"},  {"в", "v"}, {"г", "g"}, {"д", "d"},  {"ђ", "đ"},
     {"е", "e"}, {"ж", "ž"},  {"з", "z"}, {"и", "i"}, {"ј", "j"},  {"к", "k"},
     {"л", "l"}, {"љ", "lj"}, {"м", "m"}, {"н", "n"}, {"њ", "nj"}, {"о", "o"},
     {"п", "p"}, {"р", "r"},  {"с", "s"}, {"т", "t"}, {"ћ", "ć"},  {"у", "u"},
     {"ф", "f"}, {"х", "h"},  {"ц", "c"}, {"ч", "č"}, {"џ", "dž"}, {"ш", "š"}}};

/// The tone mark stands on either of two vowels.
constexpr std::array<Spelling, 15> vietnamese_spellings = {{{"òa", "oà"},
                                                            {"óa", "oá"},
                                                            {"ỏa", "oả"},
                                                            {"õa", "oã"},
                                                            {"ọa", "oạ"},
                                                            {"òe", "oè"},
                                                            {"óe", "oé"},
                                                            {"ỏe", "oẻ"},
                                                            {"õe", "oẽ"},
                                                            {"ọe", "oẹ"},
                                                            {"ùy", "uỳ"},
                                                            {"úy", "uý"},
                                                            {"ủy", "uỷ"},
                                                            {"ũy", "uỹ"},
                                                            {"ụy", "uỵ"}}};

constexpr std::string_view no_splitting = "Compounds are not taken apart.";

constexpr std::array rows = {
    Language{.name = "arabic",
             .code = "ar",
             .stemmer = "arabic",
             .stop_words = stop_words::arabic,
             .folding = {.spellings = arabic_spellings},
             .remark = "Teh marbuta and heh at the end of a word are different letters."},
    Language{.name = "armenian",
             .code = "hy",
             .stemmer = "armenian",
             .stop_words = stop_words::armenian},
    Language{.name = "azerbaijani",
             .code = "az",
             .stop_words = stop_words::azerbaijani,
             .folding = {.letters = turkish_letters, .dotless_i = true}},
    Language{.name = "basque",
             .code = "eu",
             .stemmer = "basque",
             .stop_words = stop_words::basque,
             .stems_diacritics = true},
    Language{.name = "bengali", .code = "bn", .stop_words = stop_words::bengali},
    Language{.name = "bulgarian", .code = "bg", .stop_words = stop_words::bulgarian},
    Language{.name = "burmese", .code = "my", .remark = "Words are those of a dictionary."},
    Language{.name = "catalan",
             .code = "ca",
             .stemmer = "catalan",
             .stop_words = stop_words::catalan,
             .stems_diacritics = true,
             .elided = "d l m n s t"},
    Language{.name = "chinese",
             .code = "zh",
             .stop_words = stop_words::chinese,
             .remark = "Simplified and traditional characters are different words."},
    Language{.name = "croatian", .code = "hr", .stop_words = stop_words::croatian},
    Language{.name = "czech", .code = "cs", .stop_words = stop_words::czech},
    Language{.name = "danish",
             .code = "da",
             .stemmer = "danish",
             .stop_words = stop_words::danish,
             .stems_diacritics = true,
             .folding = {.letters = danish_letters}},
    Language{.name = "dutch",
             .code = "nl",
             .stemmer = "dutch",
             .stop_words = stop_words::dutch,
             .stems_diacritics = true},
    Language{
        .name = "english", .code = "en", .stemmer = "english", .stop_words = stop_words::english},
    Language{.name = "finnish",
             .code = "fi",
             .stemmer = "finnish",
             .stop_words = stop_words::finnish,
             .stems_diacritics = true,
             .folding = {.letters = swedish_letters},
             .remark = no_splitting},
    Language{.name = "french",
             .code = "fr",
             .stemmer = "french",
             .stop_words = stop_words::french,
             .stems_diacritics = true,
             .elided = "c d j jusqu l lorsqu m n puisqu qu quoiqu s t"},
    Language{.name = "german",
             .code = "de",
             .stemmer = "german",
             .stop_words = stop_words::german,
             .stems_diacritics = true,
             .remark = "Compounds are not taken apart, and ae does not stand for a with umlaut."},
    Language{.name = "greek", .code = "el", .stop_words = stop_words::greek},
    Language{.name = "hebrew",
             .code = "he",
             .stop_words = stop_words::hebrew,
             .without_proclitics = without_hebrew_proclitics,
             .remark = "A word finds the forms with proclitics written at its front, and not the "
                       "other way round; there is no stemmer."},
    Language{.name = "hindi",
             .code = "hi",
             .stop_words = stop_words::hindi,
             .folding = {.spellings = hindi_spellings}},
    Language{.name = "hungarian",
             .code = "hu",
             .stemmer = "hungarian",
             .stop_words = stop_words::hungarian,
             .stems_diacritics = true,
             .remark = no_splitting},
    Language{.name = "indonesian",
             .code = "id",
             .stemmer = "indonesian",
             .stop_words = stop_words::indonesian},
    Language{.name = "irish",
             .code = "ga",
             .stemmer = "irish",
             .stop_words = stop_words::irish,
             .stems_diacritics = true,
             .elided = "b d m"},
    Language{.name = "italian",
             .code = "it",
             .stemmer = "italian",
             .stop_words = stop_words::italian,
             .stems_diacritics = true,
             .elided = "all c coll d dall dell gl l m n nell quest s sull t un v"},
    Language{.name = "japanese",
             .code = "ja",
             .stop_words = stop_words::japanese,
             .remark = "Words are those of a dictionary; inflected forms and kana for kanji are "
                       "different words."},
    Language{.name = "khmer",
             .code = "km",
             .stop_words = stop_words::khmer,
             .remark = "Words are those of a dictionary."},
    Language{.name = "korean",
             .code = "ko",
             .stop_words = stop_words::korean,
             .remark = "Of inflection only particles and forms of hada come off; what is written "
                       "in two words is not found written in one."},
    Language{.name = "lao",
             .code = "lo",
             .stop_words = stop_words::lao,
             .folding = {.spellings = lao_spellings},
             .remark = "Words are those of a dictionary."},
    Language{.name = "lithuanian",
             .code = "lt",
             .stemmer = "lithuanian",
             .stop_words = stop_words::lithuanian,
             .stems_diacritics = true},
    Language{.name = "lucene",
             .stemmer = "porter",
             .stop_words = stop_words::lucene,
             .without_stop_words = true,
             .words_stand_alone = true,
             .remark =
                 "English as Lucene's EnglishAnalyzer has it, to compare rankings with; words "
                 "that are joined by hyphens do not hang together."},
    Language{.name = "nepali", .code = "ne", .stemmer = "nepali", .stop_words = stop_words::nepali},
    Language{.name = "none", .remark = "Words are taken as they are."},
    Language{.name = "norwegian",
             .code = "no",
             .stemmer = "norwegian",
             .stop_words = stop_words::norwegian,
             .stems_diacritics = true,
             .folding = {.letters = danish_letters},
             .remark = "Nynorsk is stemmed as Bokmal."},
    Language{.name = "persian",
             .code = "fa",
             .stop_words = stop_words::persian,
             .folding = {.spellings = persian_spellings},
             .non_joiner_parts = true},
    Language{.name = "polish", .code = "pl", .stop_words = stop_words::polish},
    Language{.name = "portuguese",
             .code = "pt",
             .stemmer = "portuguese",
             .stop_words = stop_words::portuguese,
             .stems_diacritics = true},
    Language{.name = "romanian",
             .code = "ro",
             .stemmer = "romanian",
             .stop_words = stop_words::romanian,
             .stems_diacritics = true,
             .folding = {.spellings = romanian_spellings}},
    Language{
        .name = "russian", .code = "ru", .stemmer = "russian", .stop_words = stop_words::russian},
    Language{.name = "serbian",
             .code = "sr",
             .stop_words = stop_words::serbian,
             .folding = {.spellings = serbian_spellings}},
    Language{.name = "spanish",
             .code = "es",
             .stemmer = "spanish",
             .stop_words = stop_words::spanish,
             .stems_diacritics = true},
    Language{.name = "swedish",
             .code = "sv",
             .stemmer = "swedish",
             .stop_words = stop_words::swedish,
             .stems_diacritics = true,
             .folding = {.letters = swedish_letters},
             .remark = no_splitting},
    Language{.name = "tamil", .code = "ta", .stemmer = "tamil", .stop_words = stop_words::tamil},
    Language{.name = "thai",
             .code = "th",
             .stop_words = stop_words::thai,
             .folding = {.spellings = thai_spellings},
             .remark = "Words are those of a dictionary."},
    Language{.name = "turkish",
             .code = "tr",
             .stemmer = "turkish",
             .stop_words = stop_words::turkish,
             .stems_diacritics = true,
             .folding = {.letters = turkish_letters, .dotless_i = true},
             .suffix_behind_apostrophe = true},
    Language{.name = "ukrainian", .code = "uk", .stop_words = stop_words::ukrainian},
    Language{.name = "urdu",
             .code = "ur",
             .stop_words = stop_words::urdu,
             .folding = {.spellings = urdu_spellings},
             .non_joiner_parts = true},
    Language{.name = "vietnamese",
             .code = "vi",
             .stop_words = stop_words::vietnamese,
             .folding = {.letters = vietnamese_letters, .spellings = vietnamese_spellings},
             .remark = "A word is a syllable: what is written in two is found as two."},
};

/// Names of LaTeX's babel, which libraries of references give with "langid".
struct OtherName {
    std::string_view name;
    std::string_view language;
};
constexpr OtherName other_names[] = {
    {"acadian", "french"},        {"american", "english"},    {"australian", "english"},
    {"austrian", "german"},       {"bahasa", "indonesian"},   {"brazil", "portuguese"},
    {"brazilian", "portuguese"},  {"british", "english"},     {"canadian", "english"},
    {"canadien", "french"},       {"farsi", "persian"},       {"francais", "french"},
    {"frenchb", "french"},        {"magyar", "hungarian"},    {"mexican", "spanish"},
    {"naustrian", "german"},      {"newzealand", "english"},  {"ngerman", "german"},
    {"norsk", "norwegian"},       {"nswissgerman", "german"}, {"nynorsk", "norwegian"},
    {"polutonikogreek", "greek"}, {"portuges", "portuguese"}, {"swissgerman", "german"},
    {"ukenglish", "english"},     {"usenglish", "english"},
};

/// The ISO 639-1 code that a code stands for, e.g. "de" for "ger" and "deu"; itself where there is
/// none.
std::string short_code(const std::string& code) {
    if (code == "nb" || code == "nn" || code == "nob" || code == "nno") return "no";
    UErrorCode status = U_ZERO_ERROR;
    icu::Locale locale(code.c_str());
    locale.canonicalize(status);
    return U_SUCCESS(status) ? locale.getLanguage() : code;
}

}  // namespace

std::span<const Language> languages() {
    return rows;
}

const Language* find_language(std::string_view name) {
    std::string wanted;
    for (const char c : trimmed(name)) wanted += to_lower(c);
    const auto row = [](std::string_view Language::*key, std::string_view value) {
        const auto found = std::ranges::find(rows, value, key);
        return found == rows.end() || value.empty() ? nullptr : &*found;
    };
    if (const Language* language = row(&Language::name, wanted)) return language;
    const auto other = std::ranges::find(other_names, wanted, &OtherName::name);
    if (other != std::end(other_names)) return row(&Language::name, other->language);
    wanted = wanted.substr(0, wanted.find_first_of("-_"));
    const bool is_code = wanted.size() >= 2 && wanted.size() <= 3 &&
                         std::ranges::all_of(wanted, [](char c) { return is_letter(c); });
    if (!is_code) return nullptr;
    if (const Language* language = row(&Language::code, wanted)) return language;
    return row(&Language::code, short_code(wanted));
}

const Language& require_language(std::string_view name) {
    if (const Language* language = find_language(name)) return *language;
    std::string names;
    for (const Language& language : rows) {
        names += (names.empty() ? "" : ", ") + std::string(language.name);
    }
    throw Error(ErrorCode::invalid_argument, "no language \"" + std::string(name) + "\"",
                "languages are " + names);
}

std::vector<std::string_view> words_in(std::string_view list) {
    constexpr std::string_view blanks = " \n";
    std::vector<std::string_view> words;
    for (std::size_t end = 0;;) {
        const std::size_t begin = list.find_first_not_of(blanks, end);
        if (begin == std::string_view::npos) return words;
        end = std::min(list.find_first_of(blanks, begin), list.size());
        words.push_back(list.substr(begin, end - begin));
    }
}

}  // namespace quire::text
