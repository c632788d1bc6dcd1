#include <algorithm>
#include <random>
#include <string>
#include <vector>

#include "corpus/compression.hpp"
#include "corpus/outcomes.hpp"

using namespace quire;
using test::outcomes;
using Strings = std::vector<std::string>;

namespace {

struct Case {
    std::string bytes;
    Strings outcome;
};

void check(const std::vector<Case>& cases, const std::string& format) {
    for (const Case& c : cases) {
        CAPTURE(c.bytes);
        CHECK(outcomes(c.bytes, {.format = format}) == c.outcome);
    }
}

}  // namespace

TEST_CASE("a row of csv is a paper, its cells quoted as in RFC 4180") {
    check(
        {
            {"id,title,year\na,T,2020\n", {"a|title=T|year=2020"}},
            {"\xEF\xBB\xBFid,title\r\na,T\r\nb,U", {"a|title=T", "b|title=U"}},
            {"\n \nid,title\n\na,T\n \n", {"a|title=T"}},
            {"ID, Title ,Abstract\na,T,A\n", {"a|title=T|abstract=A"}},
            {"\"id\",\"title\"\n\"a\",\"T, U\"\n", {"a|title=T, U"}},
            {"id,title\na,\"say \"\"no\"\"\"\nb,\"\"\n", {"a|title=say \"no\"", "b"}},
            {"id,title\na,\"T\nU\r\n\nV\"\nb,W\n", {"a|title=T\nU\n\nV", "b|title=W"}},
            {"id,title\na,5\" disks\nb,x\"y\"\n", {"a|title=5\" disks", "b|title=x\"y\""}},
            {"id,title,year\na,,\n,,\n , ,\nb,U,\n", {"a", "4: no id", "b|title=U"}},
            {"title\tid,id\nT,a\n", {"a"}},
            {"id,authors,venue\na, A B ;; C D; ,V;W\n", {"a|authors=A B/C D|venue=V;W"}},
            {"id;title;authors\na;T, U;\"A;B\"\n", {"a|title=T, U|authors=A/B"}},
            {"id\na\n\nb\n", {"a", "b"}},
            {",id,\n0,a,x\n", {"a"}},
        },
        "csv");
}

TEST_CASE("rows of csv that cannot be read are named, and only they are lost") {
    const std::string head = "id,title\n";
    check(
        {
            {head + "a\nb,T\nc,T,U\nd,V\n",
             {"2: expected 2 columns, got 1", "b|title=T", "4: expected 2 columns, got 3",
              "d|title=V"}},
            {head + "a,\"T\nb,U\nc,V\n",
             {"2: column 2: the quote opened in line 2 is not closed", "b|title=U", "c|title=V"}},
            {head + "a,\"T\nb,\"U\"\nc,V\n",
             {"2: column 2: text after the closing quote", "b|title=U", "c|title=V"}},
            {head + "a,\"T\" U\nb,V\n", {"2: column 2: text after the closing quote", "b|title=V"}},
            {head + "\"a\n\",\"T\nb,U\n",
             {"2: column 2: the quote opened in line 3 is not closed",
              "3: column 1: text after the closing quote", "b|title=U"}},
            {head + "a,\"T\nb,U\",x\nc,V\n",
             {"2: expected 2 columns, got 3", "3: expected 2 columns, got 3", "c|title=V"}},
            {head + "a,T\xFF\nb,U\n", {"2: invalid UTF-8 at byte 3", "b|title=U"}},
            {"id,year\na,x\nb,1\n",
             {"2: document \"a\": field \"year\": expected an integer, got \"x\"", "b|year=1"}},
            {head + "a,\"T\nb,U\nc,V\nd,\"W\ne,X\nf,\"Y\ng,Z\n",
             {"2: column 2: text after the closing quote", "b|title=U", "c|title=V",
              "5: column 2: text after the closing quote", "e|title=X",
              "7: column 2: the quote opened in line 7 is not closed", "g|title=Z"}},
            {head + "\"", {"2: column 1: the quote opened in line 2 is not closed"}},
        },
        "csv");
}

TEST_CASE("a header that is of no use is named once, and no row is read") {
    check(
        {
            {"id,title,ID\na,T,b\nc,U,d\n", {"1: columns 1 and 3 are both called \"ID\""}},
            {"a,T\nb,U\n", {"1: no column is called \"id\"; the columns are: a, T"}},
            {"\"id,title\na,T\n", {"1: column 1: the quote opened in line 1 is not closed"}},
            {"id,\xFF\na,T\n", {"1: invalid UTF-8 at byte 3"}},
            {std::string(10'000, ',') + "\n", {"1: more than 10000 columns"}},
        },
        "csv");
    // Columns that fill nothing may have one name.
    CHECK(outcomes("id,title,note,Note\n1,T,x,y\n", {.format = "csv"}) == Strings{"1|title=T"});
    const ReaderOptions options{.format = "csv", .keys = {{"id", "nr"}, {"title", "Titel"}}};
    CHECK(outcomes("Nr,Title\n1,T\n", options) ==
          Strings{"1: no column is called \"Titel\"; the columns are: Nr, Title"});
    CHECK(outcomes("Nr,Titel,Title\n1,T,x\n", options) == Strings{"1|title=T"});

    const test::TemporaryDirectory folder;
    const auto path = folder / "a.csv";
    test::write_file(path, "Nr\n1\n");
    DocumentReader reader(path);
    try {
        reader.next();
        FAIL("there is no id");
    } catch (const InputError& error) {
        CHECK(error.hint() ==
              "The first line must name the columns. Say which of them holds the ids (with "
              "quire-index: --map id=COLUMN).");
    }
}

TEST_CASE("columns that fill no field are counted where they are not empty") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "a.csv";
    test::write_file(path, ",id,pages\n0,a,1\n1,b,\n");
    DocumentReader reader(path);
    CHECK(outcomes(reader, Schema::papers()) == Strings{"a", "b"});
    CHECK(reader.unknown_keys() ==
          std::map<std::string, std::uint64_t>{{"column 1", 2}, {"pages", 1}});
}

TEST_CASE("in tsv a quote opens a cell only if another one closes it") {
    check(
        {
            {"id\ttitle\na\tT, U; V\n", {"a|title=T, U; V"}},
            {"id\ttitle\na\t\"T\tU\"\nb\t\"say \"\"no\"\"\"\n",
             {"a|title=T\tU", "b|title=say \"no\""}},
            {"id\ttitle\na\t\"T\nU\"\nb\tV\n", {"a|title=T\nU", "b|title=V"}},
            {"id\ttitle\na\t\"Why?\" Explained\nb\t\"V\n",
             {"a|title=\"Why?\" Explained", "b|title=\"V"}},
            {"id\ttitle\na\t\"Why\nb\t5'10\"\nc\tT\n",
             {"2: column 2: between a quote and the next one is what look like rows",
              "b|title=5'10\"", "c|title=T"}},
            {"id\ttitle\na\t\"T\tU\nV\tW\"\nc\tT\n", {"a|title=T\tU\nV\tW", "c|title=T"}},
            {"id\ttitle\tyear\na\t\"Why\t2020\nb\tsay \"no\" \t2021\n",
             {"a|title=\"Why|year=2020", "b|title=say \"no\"|year=2021"}},
            {"id\ttitle\na\nb\tT\n", {"2: expected 2 columns, got 1", "b|title=T"}},
        },
        "tsv");
}

TEST_CASE("a row longer than 16 MiB is given up, and the rows in it are read") {
    const std::string long_line(std::size_t{10} << 20, 'x');
    const std::string bytes = "id,title\na,\"T\nb,U\nc," + long_line + "\n" + long_line + "\nd,V\n";
    const Strings list = outcomes(bytes, {.format = "csv"});
    REQUIRE(list.size() == 5);
    CHECK(list[0] == "2: column 2: the quote opened in line 2 is not closed within 16 MiB");
    CHECK(list[1] == "b|title=U");
    CHECK(list[2].starts_with("c|title=xxx"));
    CHECK(list[3] == "5: expected 2 columns, got 1");
    CHECK(list[4] == "d|title=V");
}

TEST_CASE("rows that would be read too often are passed over with the row that opens a quote") {
    std::string bytes = "id,title\n";
    for (int i = 0; i < 100'000; ++i) bytes += "x\",\"\n";
    bytes += "z,T\n";
    const Strings list = outcomes(bytes, {.format = "csv"});
    REQUIRE(list.size() > 1);
    CHECK(list.size() < 1'000);
    CHECK(list[0] == "2: column 100001: the quote opened in line 100001 is not closed");
    CHECK(std::ranges::any_of(list, [](const std::string& one) {
        return one.ends_with("; nothing is read up to line 100002");
    }));
}

TEST_CASE("rows of csv before damage are read, also those that a quote took along") {
    std::string bytes = "id,title\na,\"T\n";
    for (int i = 0; i < 40'000; ++i) bytes += std::to_string(i * 7919) + ",U\n";
    const std::string packed = test::compressions[0].compress(bytes);
    const Strings list = outcomes(packed.substr(0, packed.size() - 20), {.format = "csv"});
    REQUIRE(list.size() > 39'000);
    CHECK(list[0] == "2: column 2: the quote opened in line 2 is not closed");
    CHECK(list[1] == "0|title=U");
    CHECK(list[39'000] == std::to_string(38'999 * 7919) + "|title=U");
    CHECK(list.back().ends_with(
        ": its gzip data is damaged or cut short; nothing is read from here on"));
}

TEST_CASE("rows come out as they were written, whatever their cells hold") {
    std::mt19937 random(7);
    const std::string_view letters = "ab\",;\t\n \"";
    for (const std::string format : {"csv", "tsv"}) {
        CAPTURE(format);
        const std::string separator = format == "csv" ? "," : "\t";
        std::string bytes = "id" + separator + "title\n";
        Strings expected;
        for (int row = 0; row < 3'000; ++row) {
            std::string title = "x";  // White space around a value is no part of it.
            for (std::size_t i = random() % 12; i > 0; --i)
                title += letters[random() % letters.size()];
            title += "x";
            // In tsv a cell of lines with one tab each would be taken for rows.
            if (format == "tsv" && title.find("\n") != std::string::npos) std::erase(title, '\t');
            std::string quoted;
            for (const char c : title) quoted += c == '"' ? "\"\"" : std::string(1, c);
            const std::string id = std::to_string(row);
            bytes += id + separator + "\"" + quoted + "\"\n";
            expected.push_back(id + "|title=" + title);
        }
        CHECK(outcomes(bytes, {.format = format}) == expected);
    }
}
