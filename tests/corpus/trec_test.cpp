#include <string>
#include <vector>

#include "corpus/outcomes.hpp"

using namespace quire;
using Strings = std::vector<std::string>;

namespace {

Strings read(const std::string& bytes, const ReaderOptions& more = {}) {
    ReaderOptions options = more;
    options.format = "trec";
    return test::outcomes(bytes, options);
}

}  // namespace

TEST_CASE("documents of TREC are papers, under the names of each collection") {
    struct Case {
        std::string bytes;
        Strings outcome;
    };
    const std::vector<Case> cases = {
        {"<DOC>\n<DOCNO> W1 </DOCNO>\n<HL> A  b\nc </HL>\n<SO> W. Gazette </SO>\n<TEXT>\nOne.\n"
         "</TEXT>\n<TEXT>Two.</TEXT></DOC>\n",
         {"W1|title=A b c|abstract=One. Two.|venue=W. Gazette"}},
        {"<doc><DocNo>L1</docno><DATE><P>March 24, 1987, Tuesday</P></DATE>\n<HEADLINE><P>H</P>"
         "</HEADLINE><TEXT><P>One</P><P>Two<BR/>three</P></TEXT></doc>",
         {"L1|title=H|abstract=One Two three|year=1987"}},
        {"<DOC><DOCNO>F1</DOCNO><HEADER><H3><TI>T</TI></H3></HEADER><TEXT>a <F P=105>b</F> c"
         "</TEXT></DOC>",
         {"F1|title=T|abstract=a b c"}},
        {"<DOC><DOCNO>P1</DOCNO><TITLE>T</TITLE><AUTHOR>A. Ek; B. Roe</AUTHOR><YEAR>2001</YEAR>"
         "<ABSTRACT>A</ABSTRACT><KEYWORDS>x;y</KEYWORDS></DOC>",
         {"P1|title=T|abstract=A|authors=A. Ek/B. Roe|categories=x/y|year=2001"}},
        {"<DOC><DOCNO>1</DOCNO><DATE>03/24/87</DATE></DOC>", {"1"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.bytes);
        CHECK(read(c.bytes) == c.outcome);
    }
}

TEST_CASE("what is no tag and no entity is text") {
    struct Case {
        std::string text, abstract;
    };
    const std::vector<Case> cases = {
        {"a < b & c > d <= e", "a < b & c > d <= e"},
        {"AT&T &amp; R&amp;D &lt;p&gt; &quot;q&quot;", "AT&T & R&D <p> \"q\""},
        {"a&hyph;b&blank;c &sect;1 &rsquo;", "a-b c §1 ’"},
        {"&#65;&#x3b2;&#X1F600; &#8364;", "Aβ😀 €"},
        {"&#0; &#xD800; &#x110000; &#; &#x; &#6a; &unknown; &;",
         "&#0; &#xD800; &#x110000; &#; &#x; &#6a; &unknown; &;"},
        {"&amp;lt;", "&lt;"},
        {"<3 <- <> </> <<b>x</b>", "<3 <- <> </> < x"},
        {"x<y and <i>z</i", "x<y and z</i"},
        {"<TITLE>inner</TITLE> </DATE>", "inner"},
        {"<!-- a -->", "<!-- a -->"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(read("<DOC><DOCNO>1</DOCNO><TEXT>" + c.text + "</TEXT></DOC>") ==
              Strings{"1|abstract=" + c.abstract});
    }
}

TEST_CASE("tags of TREC can be mapped, and those that are passed over are counted") {
    const std::string bytes =
        "<DOC><DOCNO>1</DOCNO><FILEID>f</FILEID><HT>h</HT><FILEID>g</FILEID></DOC>"
        "\n<DOC><DOCNO>2</DOCNO><fileid>f</fileid></DOC>";
    CHECK(read(bytes, {.keys = {{"id", "HT"}, {"title", "DocNo"}}}) ==
          Strings{"h|title=1", "2: no id"});
    const std::string dated = "<DOC><DOCNO>1</DOCNO><DATE>12 May 1999</DATE></DOC>";
    CHECK(read(dated, {}) == Strings{"1|year=1999"});
    CHECK(read(dated, {.keys = {{"year", "DATE"}}}) == Strings{"1|year=1999"});
    CHECK(read(dated, {.keys = {{"venue", "DATE"}}}) == Strings{"1|venue=12 May 1999"});
    const test::TemporaryDirectory folder;
    const auto path = folder / "a.trec";
    test::write_file(path, bytes);
    DocumentReader reader(path);
    while (reader.next()) continue;
    CHECK(reader.unknown_keys() ==
          std::map<std::string, std::uint64_t>{{"FILEID", 1}, {"HT", 1}, {"fileid", 1}});
}

TEST_CASE("a document of TREC that is broken costs only itself") {
    struct Case {
        std::string document, error;
    };
    const std::vector<Case> cases = {
        {"<DOC></DOC>", "2: no id"},
        {"<DOC/>", "2: no id"},
        {"<DOC x/>", "2: no id"},
        {"<DOC>", "2: <DOC> is not closed"},
        {"<DOC>\n<DOCNO>M\xFC</DOCNO></DOC>", "2: invalid UTF-8 on line 3, in <DOC>"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.document);
        CHECK(read("\n" + c.document + "<DOC><DOCNO>9</DOCNO></DOC>") == Strings{c.error, "9"});
    }
    CHECK(read("<DOC><DOCNO>1</DOCNO><TEXT>unclosed</DOC>") == Strings{"1|abstract=unclosed"});
    CHECK(read("<DOC><DOCNO>1</DOCNO></DOC><DOC><DOCNO>2") ==
          Strings{"1", "1: the file ends within <DOC>, it is cut off"});
    CHECK(read("no document") == Strings{"1: there is no <DOC> in the file"});
}

TEST_CASE("documents of TREC may be large and full of tags") {
    std::string text;
    std::string plain;
    while (text.size() < 3'000'000) {
        text += "<b>word & <c";
        plain += plain.empty() ? "word & <c" : " word & <c";
    }
    CHECK(read("<DOC><DOCNO>1</DOCNO><TEXT>" + text + "</TEXT></DOC>") ==
          Strings{"1|abstract=" + plain});
}
