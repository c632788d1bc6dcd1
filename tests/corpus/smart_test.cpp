#include <string>
#include <vector>

#include "corpus/lines.hpp"
#include "corpus/outcomes.hpp"

using namespace quire;
using Strings = std::vector<std::string>;

namespace {

Strings read(const std::string& bytes, const ReaderOptions& more = {}) {
    ReaderOptions options = more;
    options.format = "smart";
    return test::outcomes(bytes, options);
}

}  // namespace

TEST_CASE("a record of SMART is a paper") {
    struct Case {
        std::string bytes;
        Strings outcome;
    };
    const std::vector<Case> cases = {
        {".I 1\n.T\nflow of\nair .\n.A\nek,a.\n.B\nj. of tests 3, 1958.\n.W\nwe  blow .\n  it "
         "flows "
         ".\n.I 2\n",
         {"1|title=flow of air .|abstract=we  blow . it flows .|authors=ek,a.|"
          "venue=j. of tests 3, 1958.",
          "2"}},
        {".I 17\r\n.T \r\nT\r\n.W\r\nA\r\n.W\r\nB", {"17|title=T|abstract=A B"}},
        {".I 1\n.A\nEk, A. and Roe, B.; Doe, C.\nLo, D.\nAnderson, E.\n.K\nk1, k2\n.N\nn\n.C\nc\n"
         ".X\n1 5 1\n.T 2\n",
         {"1|authors=Ek, A./Roe, B./Doe, C./Lo, D./Anderson, E.|categories=k1, k2"}},
        {".I 1\n.W\n.I think so\n. T\n.NET\n.5\n.\n.t\n.Zz\n..\n.Ix\n",
         {"1|abstract=.I think so . T .NET .5 . .t .Zz .. .Ix"}},
        {".I A12\n.T\nT\n.I 3 b\n.T\nU\n.I\tc\n", {"A12|title=T", "3 b|title=U", "c"}},
        {".I 1\n.T\nT\n.P\nARTICLE\n.W\nA\n", {"1|title=T|abstract=A"}},
        {"\n\n.I 001\n\n.W\n\n a\n\n b\n", {"001|abstract=a b"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.bytes);
        CHECK(read(c.bytes) == c.outcome);
    }
    CHECK(read(".I 1\n.T\nT\n.N\nn\n", {.keys = {{"title", "N"}}}) == Strings{"1|title=n"});
}

TEST_CASE("a record of SMART that is broken costs only itself") {
    const std::string expected = ": expected a line \".I ID\" before any text";
    CHECK(read("\nx\ny\n.I 1\n.T\nT\n") == Strings{"2" + expected, "1|title=T"});
    CHECK(read("x\n") == Strings{"1" + expected});
    CHECK(read(".I 1\n.T\na\xFC\xFC\n\xFC\n.I 2\n") ==
          Strings{"1: invalid UTF-8 at byte 1 of line 3", "2"});
    CHECK(read(".I 1\xED\n.T\nT\n.I 2\n.I \xFC\n.T\n\xFC\n") ==
          Strings{"1: invalid UTF-8 at byte 4", "2", "5: invalid UTF-8 at byte 3"});
    CHECK(read(".I 1\n.T\nT\n.I\n.T\nU\n.I 2\n") == Strings{"1|title=T", "4: no id", "2"});
    CHECK(read(".I 1\n\nlost\n.T\nT\n.I 2\n") ==
          Strings{"1: text before any section, in line 3", "2"});
    CHECK(read(std::string(".I 1\n.T\na\0b\n", 12)) == Strings{std::string("1|title=a\0b", 11)});
}

TEST_CASE("a million authors in a line cost their record, and no time") {
    for (const char* author : {"a;", "a and "}) {
        std::string line;
        for (int i = 0; i < 1'000'000; ++i) line += author;
        CHECK(read(".I 1\n.A\n" + line + "\n.I 2\n") ==
              Strings{"1: more than 50000 values in a record", "2"});
    }
}

TEST_CASE("a record of SMART of more than 16 MiB is an error") {
    std::string line(1'000'000, 'x');
    std::string bytes = ".I 1\n.W\n";
    for (std::size_t i = 0; i <= corpus::longest_record / line.size(); ++i) bytes += line + "\n";
    CHECK(read(bytes + ".I 2\n") == Strings{"1: more than 16 MiB in a record", "2"});
}
