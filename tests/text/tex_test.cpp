#include "text/tex.hpp"

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

#include "text/analyzer.hpp"
#include "text/tokens.hpp"

using namespace quire::text;

namespace {

struct Case {
    std::string text;
    std::string decoded;
};

void check_decoded(const std::vector<Case>& cases) {
    for (const Case& c : cases) {
        CAPTURE(c.text);
        const auto decoded = decode_tex(c.text);
        REQUIRE(decoded);
        CHECK(decoded->text == c.decoded);
        CHECK(decoded->sources.size() == decoded->text.size());
    }
}

}  // namespace

TEST_CASE("text without TeX is left alone") {
    for (const char* text : {"", "plain", "costs $5", "from $5 to $10", "$5-$10", "$ 5 $",
                             "{B}ERT ~ a -- b", "US$ and A$", "$", "$$", "$$$$"}) {
        CAPTURE(text);
        CHECK_FALSE(decode_tex(text));
    }
}

TEST_CASE("the delimiters of math vanish, and sums of money stay") {
    check_decoded({
        {"a $x$ b", "a x b"},
        {"$\\beta$-VAE", "β-VAE"},
        {"$n$-gram", "n-gram"},
        {"$$E=mc^2$$", "E=mc^2"},
        {"\\(x\\) and \\[y\\]", "x and  y "},
        {"\\( alone, \\) alone", " alone,  alone"},
        {"alone \\) and \\(", "alone \\) and \\("},
        {"costs $5 and $x$", "costs $5 and x"},
        {"$x_1 $ or $ \\alpha $", "x_1  or  α "},
        {"\\$5 or \\$10", "$5 or $10"},
        {"$a\\$b$", "a$b"},
        {"$10^{5}$", "10^5"},
    });
}

TEST_CASE("commands with an argument vanish, and their argument stays") {
    check_decoded({
        {"\\textsc{Bert}", "Bert"},
        {"\\textsc{Bert}-base", "Bert-base"},
        {"pre\\textbf{train}ing", "pretraining"},
        {"\\emph{\\textbf{a} b}", "a b"},
        {"$\\mathcal{W}_+$", "W_+"},
        {"$\\mathcal W_+$", "  W_+"},
        {"\\unheardof{word}", "word"},
        {"\\frac{a}{b}", " a b"},
        {"\\href{example.org}{site}", "example.org site"},
        {"{\\bf B}ERT", "  BERT"},
        {"\\section*{Intro}", " Intro"},
        {"\\LaTeX{}", ""},
    });
}

TEST_CASE("braces and ties are TeX where there is other TeX") {
    check_decoded({
        {"{B}ERT \\& {N}{L}{P}", "BERT & NLP"},
        {"Smith~et~al.\\ said", "Smith et al. said"},
        {"1--5 \\- a---b ---- -", "1–5  a—b ---- -"},
        {"unbalanced } \\% {", "unbalanced  % "},
    });
}

TEST_CASE("references vanish with their arguments") {
    check_decoded({
        {"Smith~\\cite{smith2020}.", "Smith  ."},
        {"\\citep[see][p.~3]{a,b} x", "  x"},
        {"\\begin{equation}x\\end{equation}", " x "},
        {"\\ref*{fig}", " "},
        {"\\cite{unclosed", " unclosed"},
    });
}

TEST_CASE("Greek commands are Greek letters") {
    check_decoded({
        {"\\alpha\\beta \\Gamma", "αβ Γ"},
        {"\\varepsilon \\vartheta \\varphi \\omega", "ε θ φ ω"},
        {"\\alphaNLI \\PhiDmDialog", "αNLI ΦDmDialog"},
        {"\\var \\alph", "\\var \\alph"},
    });
}

TEST_CASE("accents and special letters are composed") {
    check_decoded({
        {"caf\\'e caf\\'{e} \\`a \\^o \\\"u \\~n", "café café à ô ü ñ"},
        {"\\=a \\.z \\c{c} \\c c \\v{s} \\u{g} \\H{o} \\k{a} \\r{u}", "ā ż ç ç š ğ ő ą ů"},
        {"\\'\\i \\'{\\i} {\\'\\i}", "í í í"},
        {"Stra\\ss e S{\\o}ren \\O stergaard \\AA", "Straße Søren Østergaard Å"},
        {"\\l\\L\\ae\\AE\\oe\\OE\\aa\\i\\j", "łŁæÆœŒåıȷ"},
        {"\\ell_2", "ℓ_2"},
        {"\\'x \\\" quoted\\\" \\=", "\\'x \\\" quoted\\\" \\="},
        {"\\c{5} \\v ice \\v \\d+", "5 ǐce \\v \\d+"},
    });
}

TEST_CASE("escaped characters stand for themselves") {
    check_decoded({
        {"50\\% AT\\&T a\\_b \\#1 \\{x\\} \\$", "50% AT&T a_b #1 {x} $"},
        {"a\\\\b a\\,b a\\;b a\\:b a\\>b a\\ b", "a b a b a b a b a b a b"},
        {"re\\-sults a\\/b a\\!b a\\@b", "results ab ab ab"},
        {"at the end \\", "at the end \\"},
        {"\\é", "\\é"},
    });
}

TEST_CASE("well-known commands are white space; other names stay") {
    check_decoded({
        {"a\\times b", "a  b"},
        {"\\rightarrowEnglish", " English"},
        {"src\\rightarrowtgt", "src tgt"},
        {"\\captions", "\\captions"},
        {"\\leftrightarrow{}x", " x"},
        {"C:\\new\\table", "C:\\new\\table"},
        {"\\w+\\s*", "\\w+\\s*"},
        {"\\log x", "\\log x"},
    });
}

TEST_CASE("what is opened and never closed costs no more than other text") {
    for (const std::string part : {"\\cite{", "\\cite[", "\\(", "{", "$x ", "\\$", "\\'{"}) {
        std::string text;
        while (text.size() < 300'000) text += part;
        const auto decoded = decode_tex(text);
        CHECK((!decoded || decoded->text.size() <= text.size()));
    }
}

TEST_CASE("every byte of the decoded text comes from a stretch of the original, in order") {
    std::mt19937 random(3);
    const std::vector<std::string> parts = {
        "\\",   "{",      "}",       "$",   "\\beta", "\\textsc", "\\cite", "\\'", "e", "é", " ",
        "word", "~",      "--",      "---", "\\(",    "\\)",      "\\ss",   "[",   "]", "_", "+",
        "\\c",  "\\frac", "\\times", "\\%", "5",      "\\i",      "$$",     "*",   "W", "β"};
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (auto i = random() % 20; i > 0; --i) text += parts[random() % parts.size()];
        const auto decoded = decode_tex(text);
        if (!decoded) continue;
        CAPTURE(text);
        REQUIRE(decoded->sources.size() == decoded->text.size());
        std::size_t last = 0;
        for (const Decoded::Source& source : decoded->sources) {
            REQUIRE(source.begin >= last);
            REQUIRE(source.end >= source.begin);
            REQUIRE(source.end <= text.size());
            last = source.begin;
        }
    }
}

TEST_CASE("no word is lost to TeX but the arguments of references") {
    std::mt19937 random(4);
    const std::vector<std::string> parts = {
        "\\", "{", "}",         "$",        "\\'", " ",        "~",     "--", "[",   "\\%", "\\(",
        "+",  "-", "\\textsc{", "\\alpha{", "^",   "\\times ", "\\new", "]",  "\\)", "}{"};
    Analyzer analyzer({.language = "none"});
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        int numbers = 0;
        for (auto i = random() % 12; i > 0; --i) {
            text += parts[random() % parts.size()];
            text += " 77 ";
            ++numbers;
        }
        CAPTURE(text);
        int found = 0;
        for (const Token& token : analyzer.analyze(text)) found += token.word == "77" ? 1 : 0;
        CHECK(found == numbers);
    }
}
