#include <string>
#include <vector>

#include "corpus/bibtex_values.hpp"
#include "corpus/outcomes.hpp"

using namespace quire;
using test::outcomes;
using Strings = std::vector<std::string>;

namespace {

struct Case {
    std::string bytes;
    Strings outcome;
};

void check(const std::vector<Case>& cases) {
    for (const Case& c : cases) {
        CAPTURE(c.bytes);
        CHECK(outcomes(c.bytes, {.format = "bibtex"}) == c.outcome);
    }
}

}  // namespace

TEST_CASE("an entry of BibTeX is a paper") {
    check({
        {"@inproceedings{vaswani:17,\n"
         "  title     = {{A}ttention is All you Need},\n"
         "  author    = \"Vaswani, Ashish and Noam Shazeer and others\",\n"
         "  booktitle = {Advances in\n    Neural Information},\n"
         "  keywords  = {transformers, attention; speed},\n"
         "  year      = 2017,\n"
         "  doi       = {10.5555/329_5222},\n"
         "  abstract  = {The dominant\n               models.}\n"
         "}\n",
         {"vaswani:17|title=Attention is All you Need|abstract=The dominant models.|"
          "authors=Ashish Vaswani/Noam Shazeer|categories=transformers/attention/speed|"
          "venue=Advances in Neural Information|url=https://doi.org/10.5555/329_5222|year=2017"}},
        {"@ARTICLE(k, Title=\"a (b\", NOTE={x)}, year=\"2020\") @misc{l,title={T},}",
         {"k|title=a (b|year=2020", "l|title=T"}},
        {"@misc{k}\n@misc{l,}\n", {"k", "l"}},
        {"@misc{k, title={first}, title={second}, id={x}}", {"k|title=first"}},
        {"@online{k, date={2024-05-01}, url={https://a.org/~b/c--d\\_e\\%20}, doi={10.1/x}}",
         {"k|url=https://a.org/~b/c--d_e%20|year=2024"}},
        {"@misc{k, doi={https://doi.org/10.1/x}, journal={}, series={S}}",
         {"k|venue=S|url=https://doi.org/10.1/x"}},
    });
}

TEST_CASE("macros are put in, and what is no entry is passed over") {
    check({
        {"@string{tacl = {Transactions of the} # \" ACL\"}\n@STRING(Long = tacl # { and more})\n"
         "@misc{a, journal = TACL}\n@misc{b, journal = long # \", \" # may # { } # 2020}\n",
         {"a|venue=Transactions of the ACL", "b|venue=Transactions of the ACL and more, May 2020"}},
        {"@misc{a, journal = jmlr}\n", {"a|venue=jmlr"}},
        {"By me@home {1}\n% @misc{x}\n@comment{jabref: {a}; @misc{y}}\n@preamble{ {\\newcommand} "
         "}\n"
         "@comment no braces\n@comment{open\n@misc{a}\nrest\n",
         {"a"}},
        {"\xFF\n@misc{a}\n", {"a"}},
        {"@misc{a},\n@misc{b}, @misc{c}; junk @misc{d}. @misc{e}\njunk @misc{f}\n  % @misc{x}\n",
         {"a", "b", "c", "d", "e", "f"}},
        {"@misc\n{a}\nfoo @misc \n (b)\n@\nmisc{c}\n@misc\n@misc{d}\n", {"a", "b", "c", "d"}},
        {"}\n}} @misc{a}}}x@misc{b}\n", {"a", "b"}},
        {"@misc{a, title={see\n  @misc{b} here}}\n", {"a|title=see @miscb here"}},
    });
}

TEST_CASE("a broken entry is named with its line, and the next one is read") {
    const std::string next = "\n@misc{z}\n";
    check({
        {"\n@misc{a, title = {T" + next,
         {"2: the entry is not closed before the next one, in line 3", "z"}},
        {"@misc{a,\n title = {T}\n year = 2020}" + next,
         {"1: expected a comma after the value of \"title\", got \"year = 2020\", in line 3", "z"}},
        {"@misc{a,\n title {T}}" + next,
         {"1: expected \"=\" after \"title\", got \"{T}\", in line 2", "z"}},
        {"@misc{a, title = }" + next,
         {"1: expected a value for \"title\", got the end of the entry, in line 1", "z"}},
        {"@misc{a, title = \"T}" + next,
         {"1: the value of \"title\" is not closed, in line 1", "z"}},
        {"@misc(a, title = {T)" + next,
         {"1: the entry is not closed before the next one, in line 2", "z"}},
        {"@misc{a, = {T}}" + next,
         {"1: expected the name of a field, got \"= {T}\", in line 1", "z"}},
        {"@misc{, title = {T}}" + next, {"1: the entry has no citation key, in line 1", "z"}},
        {"@misc{title = {T}}" + next, {"1: the entry has no citation key, in line 1", "z"}},
        {"@misc{a, year = {in press}}" + next,
         {"1: document \"a\": field \"year\": expected an integer, got \"in press\"", "z"}},
        {"@misc{a, title = {\xFF}}" + next, {"1: invalid UTF-8 at byte 12", "z"}},
        {"@string{a = }" + next,
         {"1: expected a value for \"a\", got the end of the entry, in line 1", "z"}},
        {"@misc{z}\n@misc{a, title", {"z", "2: the entry is not closed"}},
        {"\n@misc{a, title = {T\n  @misc{b,}\n\t@misc{c,}" + next,
         {"2: the entry is not closed before the next one, in line 3", "b", "c", "z"}},
        {"\n no bibtex\n", {"2: there is no entry in the file"}},
        {"\n \n", {}},
        {"@comment{x}\n", {}},
    });
}

TEST_CASE("macros that grow without end are refused") {
    std::string bytes = "@string{m0 = {0123456789}}\n";
    for (int i = 0; i < 40; ++i) {
        const std::string before = "m" + std::to_string(i);
        bytes += "@string{m" + std::to_string(i + 1) + " = " + before + " # " + before + "}\n";
    }
    const Strings list = outcomes(bytes + "@misc{z}\n", {.format = "bibtex"});
    REQUIRE(list.size() > 2);
    CHECK(list[0] == "21: all macros have more than 16 MiB");
    CHECK(list.back() == "z");
}

TEST_CASE("an entry of very many fields or names is refused") {
    std::string fields;
    std::string names = "a";
    for (int i = 0; i < 60'000; ++i) {
        fields += "a={},";
        names += " and a";
    }
    CHECK(outcomes("@misc{a," + fields + "}\n@misc{b, author={" + names + "}}\n@misc{z}\n",
                   {.format = "bibtex"}) == Strings{"1: more than 10000 fields, in line 1",
                                                    "2: more than 50000 values in a record", "z"});
}

TEST_CASE("an entry of more than 16 MiB is given up") {
    std::string bytes = "@misc{a, note = {\n";
    const std::string line(std::size_t{1} << 20, 'x');
    for (int i = 0; i < 17; ++i) bytes += line + "\n";
    CHECK(outcomes(bytes + "}}\n@misc{z}\n", {.format = "bibtex"}) ==
          Strings{"1: more than 16 MiB in an entry", "z"});
}

TEST_CASE("TeX in values of BibTeX is read as the characters that it stands for") {
    struct Value {
        const char* written;
        const char* read;
    };
    constexpr Value values[] = {
        {"Schr{\\\"o}dinger", "Schrödinger"},
        {"Schr\\\"odinger and G{\\\"{o}}del", "Schrödinger and Gödel"},
        {"\\'Etienne {\\'E}tienne \\'{E}tienne", "Étienne Étienne Étienne"},
        {"na{\\\"\\i}ve na\\\"{\\i}ve na{\\\"{\\i}}ve", "naïve naïve naïve"},
        {"{\\O}ystein \\O ystein \\o{}re {\\ss} {\\AA}rhus", "Øystein Øystein øre ß Århus"},
        {"Ho{\\v{c}}evar \\v{S}\\'{\\i}ma \\c cat {\\c{C}}a", "Hočevar Šíma çat Ça"},
        {"Nguy{\\~{\\^e}}n V\\u{a}n Erd{\\H{o}}s", "Nguyễn Văn Erdős"},
        {"Wa{\\l}\\k{e}sa", "Wałęsa"},
        {"{BERT}: {P}re-training", "BERT: Pre-training"},
        {"AT\\&T 5\\% \\#1 \\$3 a\\_b \\{x\\}", "AT&T 5% #1 $3 a_b {x}"},
        {"pages 1--2, so---then", "pages 1–2, so—then"},
        {"``quoted'' and `it'", "“quoted” and `it'"},
        {"A.~B.\n\t C", "A. B. C"},
        {"An \\emph{odd} {\\em view} of \\textbf{pre}train", "An odd view of pretrain"},
        {"$\\beta$-VAE with $x_{1} -- y$", "$\\beta$-VAE with $x_{1} -- y$"},
        {"\\(a_{b}\\) costs 5\\$ or $6 -- or {7}", "\\(a_{b}\\) costs 5$ or $6 – or 7"},
        {"see \\cite{x--y} \\foo{a}{b} \\bar", "see \\cite{x--y} \\foo{a}{b}"},
        {"{\\LaTeX} \\ldots done\\textregistered{}", "LaTeX …done®"},
        {"co\\-op\\/ \\, x\\\\y", "coop x y"},
        {"\\'", "\\'"},
        {"\\'{x\\}", "\\'x}"},
        {"\\", "\\"},
        {"Δ ü 中", "Δ ü 中"},
    };
    for (const Value& value : values) {
        CAPTURE(value.written);
        CHECK(corpus::bibtex_text(value.written) == value.read);
    }
}

TEST_CASE("people are split at \"and\" and named in the order of speech") {
    struct People {
        std::string written;
        Strings names;
    };
    const std::vector<People> cases = {
        {"Ada Lovelace", {"Ada Lovelace"}},
        {"Lovelace, Ada and Alan Turing", {"Ada Lovelace", "Alan Turing"}},
        {"Lovelace, Ada\n AND\n Turing, Alan", {"Ada Lovelace", "Alan Turing"}},
        {"King, Jr, Martin Luther", {"Martin Luther King Jr"}},
        {"Ken Griffey, Jr. and John, Elton", {"Ken Griffey Jr.", "Elton John"}},
        {"von Neumann, John and others", {"John von Neumann"}},
        {"{Barnes and Noble, Inc.} and {OpenAI}", {"Barnes and Noble, Inc.", "OpenAI"}},
        {"Alexander Sandover and Anders Land", {"Alexander Sandover", "Anders Land"}},
        {"M{\\\"u}ller, {\\'E}va", {"Éva Müller"}},
        {"and", {"and"}},
        {" and ", {}},
        {"", {}},
    };
    for (const People& people : cases) {
        CAPTURE(people.written);
        CHECK(corpus::bibtex_names(people.written) == people.names);
    }
}
