#include "text/analyzer.hpp"

#include <doctest/doctest.h>

#include <string>
#include <utility>
#include <vector>

#include "quire/error.hpp"
#include "text/tokens.hpp"

using namespace quire::text;
using quire::test::spans_of;
using quire::test::words_of;

namespace {

/// A text, and what the words of it are with `-` or `/` before those that are joined.
struct Case {
    std::string text;
    std::string words;
};

void check_words(const std::vector<Case>& cases) {
    for (const bool fast : {true, false}) {
        Analyzer analyzer({.language = "english", .ascii_fast_path = fast});
        for (const Case& c : cases) {
            CAPTURE(c.text);
            CAPTURE(fast);
            CHECK(words_of(analyzer.analyze(c.text)) == c.words);
        }
    }
}

}  // namespace

TEST_CASE("words are letters and digits; all else parts them") {
    check_words({
        {"", ""},
        {" \t\n", ""},
        {"...", ""},
        {"Graph neural networks", "graph neural networks"},
        {"3D GPT4 22K v1 L2", "3d gpt4 22k v1 l2"},
        {"one,two;three(four)[five]{six}", "one two three four five six"},
        {"\"quoted\" 'quoted' <b>", "quoted quoted b"},
        {"100% of $5?", "100 of 5"},
        {"a -- b - c", "a b c"},
        {"control\x01"
         "characters\x7F"
         "part",
         "control characters part"},
        {"vertical\vtab\fpage\rline", "vertical tab page line"},
        {std::string("nul\0byte", 8), "nul byte"},
    });
}

TEST_CASE("a dot between digits is part of a number, and a comma of thousands is left out") {
    check_words({
        {"0.5", "0.5"},
        {"2106.09685", "2106.09685"},
        {"2106.09685v2", "2106.09685v2"},
        {"1.2.3", "1.2.3"},
        {"1,000", "1000"},
        {"12,345,678.90", "12345678.90"},
        {"10,000x", "10000x"},
        {"1,2,3", "1 2 3"},
        {"2019,2020", "2019 2020"},
        {"v1,000", "v1 000"},
        {"0,5", "0 5"},
        {"1.234,567", "1.234 567"},
        {"1,0000", "1 0000"},
        {"1\uFF0C000", "1 000"},
        {"\uFF11\uFF0E\uFF15", "1.5"},
        {"5.", "5"},
        {".5", "5"},
    });
}

TEST_CASE("an apostrophe between letters is part of the word") {
    check_words({
        {"don't", "don't"},
        {"don\u2019t", "don't"},
        {"don\u00B4t", "don't"},
        {"don\u0092t", "don't"},
        {"model's models'", "model's models"},
        {"'tis", "tis"},
        {"90's", "90 /s"},
        {"rock'n'roll", "rock'n'roll"},
        {"d''e", "d e"},
    });
    Analyzer analyzer;
    CHECK(analyzer.analyze("Bert's")[0].term == "bert");
    CHECK(analyzer.analyze("Bert\u2019s")[0].term == "bert");
}

TEST_CASE("one connecting character joins two words") {
    check_words({
        {"pre-training", "pre -training"},
        {"GPT-4", "gpt -4"},
        {"ImageNet-22K", "imagenet -22k"},
        {"state-of-the-art", "state -of -the -art"},
        {"a\u2010b a\u2011b a\u2013b a\u2212b", "a -b a -b a -b a -b"},
        {"2019\u20132020", "2019 -2020"},
        {"node.js", "node /js"},
        {"and/or", "and /or"},
        {"AT&T", "at /t"},
        {"snake_case", "snake /case"},
        {"user@host key=value a:b a~b a+b a*b a|b a^b a#b",
         "user /host key /value a /b a /b a /b a /b a /b a /b a /b"},
        {"C:\\new\\table", "c new /table"},
        {"10.1145/3292500.3330701", "10.1145 /3292500.3330701"},
        {"hep-th/9901001", "hep -th /9901001"},
        {"arXiv:2106.09685", "arxiv /2106.09685"},
        {"results.We", "results /we"},
        {"col\u00B7lecci\u00F3 3\u00D73", "col /leccio 3 /3"},
        {"a--b", "a b"},
        {"a-/b", "a b"},
        {"a\u2014b", "a b"},
        {"a,b a;b a(b a\"b", "a b a b a b a b"},
        {"a- b a -b", "a b a b"},
        {"dis-\u00ADentangled", "dis -entangled"},
    });
}

TEST_CASE("single letters with dots between them are one word") {
    check_words({
        {"U.S.A. U.S.A U.S.", "usa usa us"},
        {"e.g., (i.e.) p.m.", "eg ie pm"},
        {"U.S.-based", "us -based"},
        {"U.S.based", "us /based"},
        {"\u00C9.U.", "eu"},
        {"\u0421.\u0428.\u0410.", "\u0441\u0448\u0430"},
        {"A. Turing", "a turing"},
        {"Ph.D.", "ph /d"},
        {"A.1.", "a /1"},
        {"\u4E2D.\u6587", "\u4E2D /\u6587"},
    });
    const std::string text = "In the U.S.A. and the U.K, e.g.";
    CHECK(spans_of(Analyzer().analyze(text), text) == "[In][the][U.S.A.][and][the][U.K][e.g.]");
}

TEST_CASE("symbols that carry meaning stay with their word") {
    check_words({
        {"C++ C# F# .NET W_+ A+", "c++ c# f# .net w_+ a+"},
        {"C++11", "c++ 11"},
        {"C++-like C++/Java", "c++ -like c++ /java"},
        {"W_++ 10+", "w_++ 10+"},
        {"A+B W_+x", "a /b w x"},
        {"C#7 CC# C##", "c /7 cc c#"},
        {"(.NET) \".NET\" \u201C.NET\u201D a\u00A0.NET", ".net .net .net a .net"},
        {"ASP.NET x..NET ..NET .5", "asp /net x net net 5"},
        {".NET-based", ".net -based"},
        {"W__+ W_", "w w"},
        {"+1 + ++", "1"},
        {"\uFF23\uFF0B\uFF0B", "c++"},
        {"\u4E2D+", "\u4E2D"},
    });

    struct Symbols {
        std::string text, term, bare_term;
    };
    Analyzer analyzer;
    for (const Symbols& c : std::vector<Symbols>{{"C++", "c++", "c"},
                                                 {"C#", "c#", "c"},
                                                 {".NET", ".net", "net"},
                                                 {"W_+", "w_+", "w"},
                                                 {"Networks+", "networks+", "network"},
                                                 {"\u03B2+", "beta+", "beta"},
                                                 {"networks", "network", ""}}) {
        CAPTURE(c.text);
        const std::vector<Token> tokens = analyzer.analyze(c.text);
        REQUIRE(tokens.size() == 1);
        CHECK(tokens[0].term == c.term);
        CHECK(tokens[0].bare_term == c.bare_term);
        CHECK(tokens[0].begin == 0);
        CHECK(tokens[0].end == c.text.size());
    }
    CHECK(analyzer.words("Networks+")[0].bare_term == "networks");
    CHECK(analyzer.words("\u00C9+")[0].bare_term == "e");
}

TEST_CASE("a Greek letter is its English name, and a word of its own") {
    check_words({
        {"\u03B2-VAE", "beta -vae"},
        {"\u03B2VAE", "beta -vae"},
        {"beta-VAE", "beta -vae"},
        {"beta VAE", "beta vae"},
        {"\u03B11 x\u03B2y 5\u03BCm", "alpha -1 x -beta -y 5 -mu -m"},
        {"\u0394x", "delta -x"},
        {"\u03A9 \u2126 \u00B5 \u03D5 \u03C2 \u03C9", "omega omega mu phi sigma omega"},
        {"\U0001D6FD \U0001D6FDVAE", "beta beta -vae"},  // mathematical italic
        {"\u03B2\u0302-test", "beta -test"},             // with a hat
        {"\u03B1\u03B2VAE", "\u03B1\u03B2vae"},
        {"\u03BB\u03CC\u03B3\u03BF\u03C2", "\u03BB\u03BF\u03B3\u03BF\u03C3"},
        {"\u03B2's \u03B2.\u03B3", "beta /s \u03B2\u03B3"},
    });
    const std::string text = "a \u03B2VAE of 5\u03BCm";
    CHECK(spans_of(Analyzer().analyze(text), text) == "[a][\u03B2][VAE][of][5][\u03BC][m]");
}

TEST_CASE("invisible characters neither part words nor stay in them") {
    check_words({
        {"dis\u00ADentangled", "disentangled"},
        {"dis\u200Bentangled dis\u200Centangled dis\u200Dentangled",
         "disentangled disentangled disentangled"},
        {"\uFEFFword wo\uFEFFrd", "word word"},
        {"\u202Aword\u202C \u2066wo\u200Erd\u2069", "word word"},
        {"\u00AD", ""},
        {"\u0640 \u0643\u0640\u062A\u0628", "\u0643\u062A\u0628"},  // tatweel
    });
    const std::string text = "\uFEFFdis\u00ADentangled\u00AD";
    CHECK(spans_of(Analyzer().analyze(text), text) == "[dis\u00ADentangled]");
}

TEST_CASE("compatibility forms and superscripts are read as what they look like") {
    check_words({
        {"L\u2082 L2 H\u2082O x\u00B2 10\u2075", "l2 l2 h2o x2 105"},
        {"L\u2082-norm", "l2 -norm"},
        {"\uFB01ne \uFF27\uFF30\uFF34 \u2168", "fine gpt ix"},
        {"\u2460 \u2474", "1 1"},
        {"\u00BD 1\u00BD", "1\u20442 1 1\u20442"},
        {"\U0001F468\u200D\U0001F469 \u2764\uFE0F \u2122 \u221E", ""},
        {"BERT\u2122 fire\U0001F525", "bert fire"},
        {"\u0301 -\u0301a", "a"},  // a mark without a letter
    });
}

TEST_CASE("words of scripts without blanks come from ICU's dictionaries") {
    check_words({
        {"\u6DF1\u5EA6\u5B66\u4E60\u6A21\u578B", "\u6DF1\u5EA6 \u5B66\u4E60 \u6A21\u578B"},
        {"\u0E20\u0E32\u0E29\u0E32\u0E44\u0E17\u0E22",
         "\u0E20\u0E32\u0E29\u0E32 \u0E44\u0E17\u0E22"},
        {"BERT\u6A21\u578B", "bert \u6A21\u578B"},
        {"\u30C7\u30FC\u30BF", "\u30C7\u30FC\u30BF"},
        {"\uD55C\uAD6D\uC5B4", "\uD55C\uAD6D ~\uAD6D\uC5B4"},
        // In Thai a zero-width space parts words.
        {"\u0E01\u0E02\u200B\u0E01\u0E02", "\u0E01\u0E02 \u0E01\u0E02"},
        // An abbreviation in Hebrew has a quote within.
        {"\u05E6\u05D4\"\u05DC \u05E6\u05D4\u05F4\u05DC",
         "\u05E6\u05D4\"\u05DC \u05E6\u05D4\"\u05DC"},
        {"\u05D0\u05BE\u05D1", "\u05D0 -\u05D1"},
    });
}

TEST_CASE("TeX is read as what it stands for, and spans are those of the original") {
    struct Tex {
        std::string text, words, spans;
    };
    Analyzer analyzer;
    for (const Tex& c : std::vector<Tex>{
             {"We call \\textsc{Bert} it", "we call bert it", "[We][call][Bert][it]"},
             {"a $\\beta$-VAE", "a beta -vae", "[a][\\beta][VAE]"},
             {"\\beta", "beta", "[\\beta]"},
             {"a caf\\'e here", "a cafe here", "[a][caf\\'e][here]"},
             {"caf\\'{e}s", "cafes", "[caf\\'{e}s]"},
             {"AT\\&T", "at /t", "[AT][T]"},
             {"$\\mathcal{W}_+$", "w_+", "[W}_+]"},
             {"$W_+$", "w_+", "[W_+]"},
             {"re\\-sults", "results", "[re\\-sults]"},
         }) {
        CAPTURE(c.text);
        const std::vector<Token> tokens = analyzer.analyze(c.text);
        CHECK(words_of(tokens) == c.words);
        CHECK(spans_of(tokens, c.text) == c.spans);
    }
    CHECK(words_of(analyzer.words("\\textsc{Bert}")) == "textsc bert");
}

TEST_CASE("terms are stems, positions count words, spans are bytes") {
    const std::string text = "The na\u00EFve networks, re-trained";
    const std::vector<Token> tokens = Analyzer().analyze(text);
    const std::vector<Token> expected = {
        {"the", "the", "", 0, 0, 3, Joint::none, true},
        {"naive", "naiv", "", 1, 4, 10, Joint::none, false},
        {"networks", "network", "", 2, 11, 19, Joint::none, false},
        {"re", "re", "", 3, 21, 23, Joint::none, false},
        {"trained", "train", "", 4, 24, 31, Joint::hyphen, false},
    };
    CHECK(tokens == expected);
}

TEST_CASE("the memory of tokens is used again, and nothing of the old ones stays") {
    Analyzer analyzer;
    std::vector<Token> tokens;
    analyzer.analyze("C++ the \u03B2-VAE of many long words", tokens);
    for (const std::string text :
         {"a-b", "the", "C#", "", "plain words only, and more of them here"}) {
        analyzer.analyze(text, tokens);
        CHECK(tokens == Analyzer().analyze(text));
    }
}

TEST_CASE("a name is neither stemmed nor read as TeX") {
    Analyzer analyzer;
    const std::vector<Token> tokens = analyzer.words("Networks, J\u00FCrgen the");
    REQUIRE(tokens.size() == 3);
    CHECK(tokens[0].term == "networks");
    CHECK(tokens[1].term == "jurgen");
    CHECK(tokens[2].stop_word);
}

TEST_CASE("stop words are marked, negations and contractions too, subjects are not") {
    Analyzer analyzer;
    for (const char* word :
         {"the", "The", "of", "e.g.", "i.e.", "not", "don't", "don\u2019t", "it's"}) {
        CAPTURE(word);
        CHECK(analyzer.analyze(word)[0].stop_word);
    }
    for (const char* word : {"US", "U.S.", "model", "new", "can+", "learning", "thes"}) {
        CAPTURE(word);
        CHECK_FALSE(analyzer.analyze(word)[0].stop_word);
    }
    CHECK_FALSE(Analyzer({.language = "none"}).analyze("the")[0].stop_word);
}

TEST_CASE("text that is not UTF-8 is refused with the place of the bad byte") {
    Analyzer analyzer;
    const std::vector<std::pair<std::string, int>> cases = {
        {"\xFF", 0},
        {"caf\xE9", 3},                          // Latin-1
        {"a\xC0\xAF", 1},                        // overlong
        {"ab\xE0\x80\xAF", 2},                   //
        {"\u00E9\xED\xA0\x80", 2},               // a surrogate
        {"\xF4\x90\x80\x80", 0},                 // above U+10FFFF
        {"truncated \xE2\x82", 10},              //
        {"\\textsc{\x80}", 8},                   //
        {"a long text before the bad \xFE", 27}  //
    };
    for (const auto& pair : cases) {
        const std::string& text = pair.first;
        const int offset = pair.second;
        CAPTURE(offset);
        const std::string message = "not UTF-8: invalid byte at offset " + std::to_string(offset);
        CHECK_THROWS_WITH_AS(analyzer.analyze(text), message.c_str(), quire::Error);
        CHECK_THROWS_WITH_AS(analyzer.words(text), message.c_str(), quire::Error);
    }
    CHECK(words_of(analyzer.analyze("still of use")) == "still of use");
}

TEST_CASE("a word too long for a term stays findable") {
    Analyzer analyzer;
    const std::string word(1000, 'a');
    const std::vector<Token> tokens = analyzer.analyze(word + " " + word + "b x");
    REQUIRE(tokens.size() == 3);
    CHECK(tokens[0].word == word);
    CHECK(tokens[0].end == 1000);
    CHECK(tokens[0].term.size() == longest_term);
    CHECK(tokens[0].term == bounded_term(word));
    CHECK(tokens[0].term != tokens[1].term);
    CHECK(analyzer.analyze(word + "++")[0].term == bounded_term(word + "++"));
    CHECK(analyzer.words(word)[0].term == bounded_term(word));
    CHECK(analyzer.stem(word) == bounded_term(word));
}

TEST_CASE("analyzers can be moved") {
    Analyzer first;
    first.analyze("\u00E9t\u00E9");
    Analyzer second = std::move(first);
    CHECK(words_of(second.analyze("\u00E9t\u00E9")) == "ete");
    second = Analyzer({.language = "none"});
    CHECK(second.analyze("networks")[0].term == "networks");
}

TEST_CASE("the versions that tokens depend on are known") {
    CHECK(std::stoi(icu_version()) >= 72);
    CHECK(std::stoi(unicode_version()) >= 15);
    CHECK(stemmer_version().starts_with("xapian 1."));
}
