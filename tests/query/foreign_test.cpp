#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "quire/query.hpp"

using quire::Diagnostic;
using quire::Query;

namespace {

constexpr auto problem = Diagnostic::Severity::problem;
constexpr auto note = Diagnostic::Severity::note;

std::vector<Diagnostic> remarks(std::string_view text) {
    const Query query = Query::parse(text);
    return {query.diagnostics().begin(), query.diagnostics().end()};
}

}  // namespace

TEST_CASE("what other systems take for operators has a remark that says what to write") {
    constexpr const char* no_operator = "this is no operator here; taken for words";
    constexpr const char* passed_over = "this is no operator here; passed over";
    constexpr const char* means_nothing = "this sign means nothing here";
    constexpr const char* field_first = "a field stands before what it holds for; taken for words";
    constexpr const char* colon = "a field is written with a colon; taken for words";
    constexpr const char* weight = "a weight is a number from 0 to 1000; taken for words";
    constexpr const char* dots = "a range is written with dots; left out";
    struct Case {
        std::string typed;
        std::size_t offset;
        std::size_t length;
        const char* message;
        const char* suggestion;
        Diagnostic::Severity severity = problem;
    };
    const std::vector<Case> cases = {
        {"cat && dog", 4, 2, passed_over, "write AND"},
        {"cat || dog", 4, 2, passed_over, "write OR"},
        {"(cat || dog)", 5, 2, passed_over, "write OR"},
        {"cat -&& dog", 4, 3, passed_over, "write AND"},
        {"cat ANDNOT dog", 4, 6, "this is no operator here; taken for a word", "write AND NOT"},
        {"cat w/3 dog", 4, 3, no_operator, "write NEAR/3"},
        {"cat W/12 dog", 4, 4, no_operator, "write NEAR/12"},
        {"cat n/3 dog", 4, 3, no_operator, "write NEAR/3"},
        {"cat near/3 dog", 4, 6, no_operator, "write NEAR/3"},
        {"cat NEAR3 dog", 4, 5, no_operator, "write NEAR/3"},
        {"cat pre/3 dog", 4, 5, no_operator, "write \"... ...\"~3"},
        {"cat ADJ3 dog", 4, 4, no_operator, "write \"... ...\"~3"},
        {"smith[au]", 5, 4, field_first, "write FIELD:smith"},
        {"\"deep nets\"[TI]", 11, 4, field_first, "write FIELD:\"...\""},
        {"cancer[mesh terms] x", 6, 12, field_first, "write FIELD:cancer"},
        {"TI=bert", 0, 3, colon, "write FIELD:bert"},
        {"TITLE-ABS-KEY(bert)", 0, 14, colon, "write FIELD:(...)"},
        {"/dis.*ment/", 0, 11, "there are no regular expressions; taken for words",
         "write * for any letters or ? for one"},
        {"sarcasm^", 7, 1, weight, "write sarcasm^2"},
        {"sarcasm^abc", 7, 4, weight, "write sarcasm^2"},
        {"sarcasm^1001", 7, 5, weight, "write sarcasm^2"},
        {"sarcasm^2^0.5", 7, 2, "a word has one weight; taken for words", "write sarcasm^0.5"},
        {"summari[sz]ation", 7, 4, "these brackets mean nothing here; taken for words",
         "write summari?ation"},
        {"model[a-z]x", 5, 5, "these brackets mean nothing here; taken for words", "write model?x"},
        {"sarcasm~0.8", 7, 4, "how many letters can differ is 1 or 2; taken for 1", "sarcasm~"},
        {"year:[2019 TO 2021]", 0, 19, dots, "write year:2019..2021"},
        {"year:[2019 TO *]", 0, 16, dots, "write year:2019.."},
        {"year:[2019\tTO\u00A0*]", 0, 17, dots, "write year:2019.."},
        {"-year:{2019 TO 2021}", 0, 20, dots, "write year:>2019 AND year:<2021"},
        {"\"cat * dog\"", 5, 1, "a star stands for no word; passed over", "write \"... ...\"~1"},
        {"\"cat* dog\"", 4, 1, "in a phrase only a star at its end means something; passed over",
         ""},
        {"\"c?t dog\"", 2, 1, "in a phrase only a star at its end means something; passed over",
         ""},
        {"cat NEAR/256 dog", 4, 8, "at most 255 words can stand between", "write NEAR/255"},
        {"\"cat dog\"~99999999999", 9, 12, "at most 255 words can stand between", "write ~255"},
        {"!cat dog", 0, 1, means_nothing, "write -cat to leave it out", note},
        {"~cat dog", 0, 1, means_nothing, "write cat~ for other spellings", note},
        {"cat|dog", 3, 1, means_nothing, "write cat OR dog", note},
        {"cat&&dog", 3, 2, means_nothing, "write cat AND dog", note},
    };
    for (const Case& c : cases) {
        CAPTURE(c.typed);
        const std::vector<Diagnostic> found = remarks(c.typed);
        REQUIRE(found.size() == 1);
        CHECK(found[0] == Diagnostic{c.offset, c.length, c.message, c.suggestion, c.severity});
    }
}

TEST_CASE("what only looks like the signs of other systems has no remark") {
    for (const char* typed :
         {"R&D AT&T A & B", "p(x|y) KL(p||q) x|y", "! wait!",
          "QK^T x^n 10^6 cm^-1 e^{-x} x^2^3 10^6^2", "w/ n/a 3/4 and/or input/output NEAR/3D",
          "/p/ /sh/ http://a.org/b/ a/b.c/d",
          "array[0] BERT[CLS] [MASK] [1,2] benzo[a]pyrene benzo[ghi]perylene", "a=b E=mc2 KEY",
          "{BERT}: pre-training", "\"what is it? yes\"", "\"A* search\"", "\"neural net*\"",
          "\"**bold** text\"", "\"a \\* b\"", "~10 ~ x~", "id:a&&b", "title:[x]", "=&&",
          "f(TO) year:2019"}) {
        CAPTURE(typed);
        for (const Diagnostic& remark : remarks(typed)) {
            CAPTURE(remark.message);
            CHECK(remark.length == 0);
        }
    }
}
