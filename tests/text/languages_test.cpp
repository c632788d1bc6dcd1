#include "text/languages.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "base/utf8.hpp"
#include "quire/error.hpp"
#include "quire/index.hpp"
#include "text/analyzer.hpp"
#include "text/tokens.hpp"

using namespace quire::text;
using quire::test::words_of;

namespace {

/// As the language folds the words of a text.
std::string folded(const Language& language, std::string_view word) {
    std::string text;
    append_casefolded(word, text, language.folding);
    remove_diacritics(text, language.folding.letters);
    return text;
}

Token first_token(std::string_view language, std::string_view text) {
    Analyzer analyzer({.language = std::string(language)});
    return analyzer.analyze(text).at(0);
}

}  // namespace

TEST_CASE("every language of Snowball stems a word of its own") {
    const std::map<std::string_view, std::string> inflected = {
        {"arabic", "الكتاب"},         {"armenian", "գրողներին"}, {"basque", "etxeetan"},
        {"catalan", "cases"},         {"danish", "bøgerne"},     {"dutch", "katten"},
        {"english", "networks"},      {"finnish", "taloissa"},   {"french", "évaluations"},
        {"german", "Häusern"},        {"hungarian", "házakban"}, {"indonesian", "membacakan"},
        {"irish", "fhoclóireacht"},   {"italian", "modelli"},    {"lithuanian", "knygomis"},
        {"lucene", "networks"},       {"nepali", "किताबहरूको"},   {"norwegian", "bøkene"},
        {"portuguese", "avaliações"}, {"romanian", "cărțile"},   {"russian", "книгами"},
        {"spanish", "evaluaciones"},  {"swedish", "böckerna"},   {"tamil", "புத்தகங்கள்"},
        {"turkish", "kitaplarında"},
    };
    std::size_t stemmed = 0;
    for (const Language& language : languages()) {
        if (language.stemmer.empty()) continue;
        ++stemmed;
        CAPTURE(language.name);
        REQUIRE(inflected.contains(language.name));
        const Token token = first_token(language.name, inflected.at(language.name));
        CHECK(token.word == folded(language, inflected.at(language.name)));
        CHECK(token.term != token.word);
        CHECK(token.term == folded(language, token.term));
    }
    CHECK(stemmed == inflected.size());
}

TEST_CASE("stop words are in order, folded, and words that the analyzer makes") {
    for (const Language& language : languages()) {
        const std::vector<std::string_view> words = words_in(language.stop_words);
        CAPTURE(language.name);
        CHECK(std::ranges::is_sorted(words));
        CHECK(std::ranges::adjacent_find(words) == words.end());
        CHECK(words.empty() == (language.name == "none" || language.name == "burmese"));
        Analyzer analyzer({.language = std::string(language.name)});
        for (const std::string_view word : words) {
            CAPTURE(word);
            CHECK(quire::find_invalid_utf8(word) == std::string_view::npos);
            CHECK(folded(language, word) == word);
            const std::vector<Token> tokens = analyzer.analyze(word);
            if (language.without_stop_words) {
                CHECK(tokens.empty());
                continue;
            }
            REQUIRE(tokens.size() == 1);
            CHECK(tokens[0].stop_word);
        }
    }
}

TEST_CASE("rows are in order of their names, and no two have the same code") {
    std::set<std::string_view> codes;
    for (const Language& language : languages()) {
        CAPTURE(language.name);
        const bool of_no_people = language.name == "none" || language.name == "lucene";
        CHECK(language.code.size() == (of_no_people ? 0 : 2));
        CHECK((of_no_people || codes.insert(language.code).second));
        if (!language.remark.empty()) CHECK(language.remark.ends_with('.'));
    }
    CHECK(std::ranges::is_sorted(languages(), {}, &Language::name));
}

TEST_CASE("a language is found by its name, its code or a tag") {
    struct Case {
        std::string_view name;
        std::string_view found;
    };
    const std::vector<Case> cases = {
        {"german", "german"},
        {"German", "german"},
        {"de", "german"},
        {"DE", "german"},
        {"de-AT", "german"},
        {"de_AT", "german"},
        {"pt-br", "portuguese"},
        {"zh-Hant-TW", "chinese"},
        {"nb-NO", "norwegian"},
        {"nn", "norwegian"},
        {"iw", "hebrew"},
        {"deu", "german"},
        {"ger", "german"},
        {"chi", "chinese"},
        {"nob", "norwegian"},
        {" de ", "german"},
        {"ngerman", "german"},
        {"American", "english"},
        {"xyz", ""},
        {"und", ""},
        {"und-Latn", ""},
        {"a b", ""},
        {"de.", ""},
        {"de@", ""},
        {"none", "none"},
        {"", ""},
        {"klingon", ""},
        {"xx", ""},
        {"d", ""},
        {"german-AT", ""},

        {"-", ""},
        {"-de", ""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.name);
        const Language* const language = find_language(c.name);
        CHECK((language != nullptr ? language->name : "") == c.found);
    }
}

TEST_CASE("a Turkish name has one stem with its suffixes and without") {
    Analyzer turkish({.language = "turkish"});
    for (const char* written : {"Ankara'n\u0131n", "ANKARA\u2019da", "ankara'dan"}) {
        CAPTURE(written);
        const std::vector<Token> tokens = turkish.analyze(written);
        REQUIRE(tokens.size() == 1);
        CHECK(tokens[0].term == turkish.analyze("Ankara")[0].term);
        CHECK(tokens[0].word.find('\'') != std::string::npos);
    }
}

TEST_CASE("the public table is that of the analyzer") {
    const std::vector<quire::LanguageInfo> infos = quire::languages();
    REQUIRE(infos.size() == languages().size());
    for (std::size_t i = 0; i < infos.size(); ++i) CHECK(infos[i].name == languages()[i].name);
    const auto german = quire::find_language("de-AT");
    REQUIRE(german);
    CHECK(german->name == "german");
    CHECK(german->code == "de");
    CHECK(german->stemmed);
    CHECK(german->stop_words > 100);
    CHECK(german->remark.starts_with("Compounds are not taken apart"));
    CHECK_FALSE(quire::find_language("polish")->stemmed);
    CHECK_FALSE(quire::find_language("klingon"));
}

TEST_CASE("each language folds its own letters in its own way") {
    struct Case {
        std::string_view language;
        std::string_view text;
        std::string_view word;
        std::string_view bare_term = "";  // Without what others leave out.
    };
    const std::vector<Case> cases = {
        {"turkish", "ISI", "ısı", "is"},
        {"turkish", "İSİM", "isim"},
        {"turkish", "I\u0307sim", "isim"},
        {"turkish", "IWSLT", "ıwslt", "iwslt"},
        {"turkish", "Çağ", "çağ", "cag"},
        {"turkish", "kâğıt", "kağıt", "kagit"},
        {"azerbaijani", "QIZIL", "qızıl", "qizil"},
        {"azerbaijani", "İnsan", "insan"},
        {"azerbaijani", "Dəniz", "dəniz"},
        {"english", "ISI", "isi"},
        {"english", "İSİM", "isim"},
        {"german", "Straße", "strasse"},
        {"german", "STRASSE", "strasse"},
        {"german", "STRAẞE", "strasse"},
        {"german", "Über", "uber"},
        {"swedish", "ÅR", "år", "ar"},
        {"swedish", "A\u030Ar", "år", "ar"},
        {"swedish", "ö", "ö", "o"},
        {"swedish", "Idé", "ide"},
        {"finnish", "Työ", "työ", "tyo"},
        {"finnish", "šakki", "sakki"},
        {"danish", "Ø", "ø", "o"},
        {"danish", "Ærø", "ærø", "aero"},
        {"danish", "för", "for"},
        {"norwegian", "Språk", "språk", "sprak"},
        {"norwegian", "ö", "o"},
        {"english", "Ærø", "aero"},
        {"spanish", "Año", "ano"},
        {"romanian", "și", "si"},
        {"romanian", "şi", "si"},
        {"vietnamese", "Dịch", "dịch", "dich"},
        {"vietnamese", "dich", "dich"},
        {"vietnamese", "HÒA", "hoà", "hoa"},
        {"vietnamese", "hoà", "hoà", "hoa"},
        {"vietnamese", "Đường", "đường", "duong"},
        {"greek", "Μηχανική", "μηχανικη"},
        {"greek", "ΛΌΓΟΣ", "λογοσ"},
        {"greek", "η", "η"},
        {"greek", "β", "beta"},
        {"russian", "Ёлка", "елка"},
        {"ukrainian", "Їжак", "їжак"},
        {"ukrainian", "комп'ютер", "комп'ютер"},
        {"ukrainian", "комп\u2019ютер", "комп'ютер"},
        {"ukrainian", "комп\u02BCютер", "комп'ютер"},
        {"serbian", "Ђорђе", "dorde"},
        {"serbian", "Đorđe", "dorde"},
        {"serbian", "ЉУБАВ", "ljubav"},
        {"arabic", "أحمد", "احمد"},
        {"arabic", "إلى", "الى"},
        {"arabic", "الـكِـتَـاب", "الكتاب"},
        {"persian", "كتابي", "کتابی"},
        {"persian", "آب", "آب"},
        {"urdu", "زبانيں", "زبانیں"},
        {"hebrew", "שָׁלוֹם", "שלום", "לום"},
        {"hebrew", "והמודל", "והמודל", "מודל"},
        {"hebrew", "כשהמערכת", "כשהמערכת", "מערכת"},
        {"hebrew", "שפה", "שפה"},
        {"hindi", "हिन्दी", "हिंदी"},
        {"hindi", "ज़्यादा", "ज्यादा"},
        {"hindi", "\u095Bरूर", "जरूर"},
        {"hindi", "माँ", "मां"},
        {"hindi", "क्\u200Dष", "क्ष"},
        {"hindi", "की", "की"},
        {"bengali", "বাংলাদেশী", "বাংলাদেশী"},
        {"tamil", "மொழி", "மொழி"},
        {"thai", "ทำ", "ทำ"},
        {"thai", "ท\u0E4D\u0E32", "ทำ"},
        {"lao", "ສຳ", "ສຳ"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.language);
        CAPTURE(c.text);
        const Token token = first_token(c.language, c.text);
        CHECK(token.word == c.word);
        if (token.term == token.word || !c.bare_term.empty()) CHECK(token.bare_term == c.bare_term);
    }
}

TEST_CASE("each script has words of its own kind") {
    struct Case {
        std::string_view language;
        std::string_view text;
        std::string_view words;
    };
    const std::vector<Case> cases = {
        // Articles vanish before their apostrophe.
        {"french", "l'analyse d\u2019un C d'Or", "analyse un c or"},
        {"french", "L'IA, aujourd'hui", "ia aujourd'hui"},
        {"french", "vitamine D l", "vitamine d l"},
        {"french", "qu'il s'agit", "il agit"},
        {"italian", "l'analisi dell'uomo", "analisi uomo"},
        {"catalan", "l'anàlisi d'ara", "analisi ara"},
        {"irish", "d'fhág O'Brien", "fhag o'brien"},
        {"english", "l'analyse", "l'analyse"},
        // Dictionaries.
        {"chinese", "机器翻译系统", "机器 翻译 系统"},
        {"japanese", "機械翻訳システム", "機械 翻訳 システム"},
        {"thai", "ภาษาไทย", "ภาษา ไทย"},
        {"english", "ภาษาไทย", "ภาษา ไทย"},
        {"lao", "ພາສາລາວ", "ພາສາ ລາວ"},
        {"khmer", "ខ្ញុំស្រឡាញ់កម្ពុជា", "ខ្ញុំ ស្រឡាញ់ កម្ពុជា"},
        {"burmese", "မြန်မာစာ", "မြန်မာ စာ"},
        // Particles come off, the rest is pairs of syllables.
        {"korean", "번역을", "번역"},
        {"korean", "기계번역은", "기계 ~계번 ~번역"},
        {"korean", "BERT의 C++로", "bert c++"},
        {"korean", "2017년", "2017 -년"},
        {"korean", "신경망-기반", "신경 ~경망 -기반"},
        {"korean", "그리고 말", "그리고 말"},
        {"korean", "제안한 학습에서는", "제안 학습"},
        {"english", "번역기를", "번역 ~역기"},
        // What ZWNJ parts can be written in one word, or in two.
        {"persian", "کتاب\u200Cها", "کتاب -ها"},
        {"persian", "می\u200Cشود", "می -شود"},
        {"english", "کتاب\u200Cها", "کتابها"},
        {"hebrew", "צה\"ל אוטו-מטי", "צה\"ל אוטו -מטי"},
        {"vietnamese", "dịch máy", "dịch máy"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.language);
        CAPTURE(c.text);
        Analyzer analyzer({.language = std::string(c.language)});
        CHECK(words_of(analyzer.analyze(c.text)) == c.words);
    }
}

TEST_CASE("each pair of Korean syllables has its place in the text") {
    Analyzer korean({.language = "korean"});
    CHECK(quire::test::spans_of(korean.analyze("기계번역은 번역을"), "기계번역은 번역을") ==
          "[기계][계번][번역][번역]");
    // Decomposed syllables have none that could be told apart.
    const std::string decomposed = "\u1100\u1175\u1100\u1168\u1107\u1165\u11AB";
    CHECK(words_of(korean.analyze(decomposed)) == "기계 ~계번");
    CHECK(quire::test::spans_of(korean.analyze(decomposed), decomposed) ==
          "[" + decomposed + "][" + decomposed + "]");
}

TEST_CASE("names are read alike in all languages") {
    for (const Language& language : languages()) {
        CAPTURE(language.name);
        Analyzer analyzer({.language = std::string(language.name)});
        CHECK(words_of(analyzer.words("Ågren, I. Đorđe 김철수 أحمد")) ==
              "agren i dorde 김철수 أحمد");
        for (const Token& token : analyzer.words("Ågren, I. Đorđe")) {
            CHECK(token.bare_term.empty());
        }
    }
}

TEST_CASE("no language leaves words as they are") {
    Analyzer analyzer({.language = "none"});
    const std::vector<Token> tokens = analyzer.analyze("Networks été");
    CHECK(tokens[0].term == "networks");
    CHECK(tokens[1].term == "ete");
    CHECK(analyzer.stem("networks") == "networks");
}

TEST_CASE("accents help the stemmer of a language that knows them, and stay out of the term") {
    Analyzer french({.language = "french"});
    CHECK(french.analyze("évaluée")[0].word == "evaluee");
    CHECK(french.analyze("évaluée")[0].term == "evalu");
    CHECK(french.analyze("évalué")[0].term == "evalu");
    CHECK(french.analyze("É+")[0].bare_term == "e");
    CHECK(french.analyze("\u03B2")[0].term == french.analyze("beta")[0].term);
    CHECK(french.stem("evaluations") == "evalu");
}

TEST_CASE("an unknown language is an error that lists the known ones") {
    try {
        Analyzer analyzer({.language = "klingon"});
        FAIL("no error");
    } catch (const quire::Error& error) {
        CHECK(error.code() == quire::ErrorCode::invalid_argument);
        CHECK(std::string(error.what()) == "no language \"klingon\"");
        CHECK(error.hint().starts_with("languages are arabic, armenian, "));
        CHECK(error.hint().find("none") != std::string::npos);
    }
}
