// Readers and the writer of judgments and runs.
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "quire/error.hpp"
#include "quire/evaluation.hpp"
#include "support.hpp"

using namespace quire;
using namespace quire::evaluation;

namespace {

struct Case {
    std::string_view text;
    std::string_view expected;
};

template <typename Read>
auto read_text(Read read, std::string_view text) {
    const test::TemporaryDirectory folder;
    test::write_file(folder / "file", text);
    return read(folder / "file");
}

/// What is said of a file that cannot be read, from the line on.
template <typename Read>
std::string complaint(Read read, std::string_view text) {
    try {
        read_text(read, text);
    } catch (const InputError& error) {
        CHECK(std::string(error.what()).starts_with(error.file() + ":"));
        return std::to_string(error.line()) + ": " + error.reason();
    }
    return "nothing";
}

/// The examples without the path of the file.
std::vector<std::string> from_line(const Remarks& remarks) {
    std::vector<std::string> lines;
    for (const std::string& example : remarks.examples) {
        lines.push_back(example.substr(example.find("/file:") + 6));
    }
    return lines;
}

}  // namespace

TEST_CASE("judgments of TREC and of BEIR are read alike") {
    const std::vector<std::string_view> texts = {
        "1 0 d1 2\n\n1 0 d2 0\n2\t0  d1\t-1\r\n",
        "query-id\tcorpus-id\tscore\n1\td1\t2\n1\td2\t0\n2\td1\t-1\n",
        "query-id corpus-id score\n1 d1 2\n1 d2 0\n2 d1 -1",
        "\n\r\nquery-id\tcorpus-id\tscore\n1\td1\t2.0\n1\td2\t0.00\n2\td1\t-1.\n",
    };
    for (const std::string_view text : texts) {
        CAPTURE(text);
        const Qrels qrels = read_text(read_qrels, text);
        CHECK(qrels.topics ==
              decltype(qrels.topics){{"1", {{"d1", 2}, {"d2", 0}}}, {"2", {{"d1", -1}}}});
        CHECK(qrels.remarks == Remarks{});
    }
    const Qrels spaces =
        read_text(read_qrels, "query-id\tcorpus-id\tscore\nof two\ta document\t1\n");
    CHECK(spaces.topics.at("of two").at("a document") == 1);
}

TEST_CASE("judgments that cannot be read are refused with line and reason") {
    const std::vector<Case> cases = {
        {"1 0 d1 2\n1 d2 1\n",
         "2: expected topic, iteration, document and grade (or a first line \"query-id corpus-id "
         "score\"), got 3 columns"},
        {"query-id\tcorpus-id\tscore\n1\t0\td1\t1\n",
         "2: expected query, document and score, got 4 columns"},
        {"query-id\tcorpus-id\tscore\n1\t\t1\n",
         "2: expected query, document and score, got 2 columns"},
        {"1 0 d1 high\n", "1: the grade \"high\" is no whole number"},
        {"1 0 d1 1.5\n", "1: the grade \"1.5\" is no whole number"},
        {"1 0 d1 1.0.0\n", "1: the grade \"1.0.0\" is no whole number"},
        {"1 0 d1 .0\n", "1: the grade \".0\" is no whole number"},
        {"1 0 d1 99999999999\n", "1: the grade \"99999999999\" is no whole number"},
        {"1 0 d\xC3 1\n", "1: invalid UTF-8 at byte 5"},
        {"", "1: there is no judgment in the file"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(complaint(read_qrels, c.text) == c.expected);
    }
}

TEST_CASE("a document that is judged twice keeps its first grade, and is counted and named") {
    const Qrels qrels = read_text(read_qrels, "1 0 a 1\n1 0 a 0\n2 0 a 0\n1 0 a 1\n");
    CHECK(qrels.topics.at("1").at("a") == 1);
    CHECK(qrels.remarks.duplicates == 2);
    const std::string reason =
        "document \"a\" is judged twice for topic \"1\"; the first grade counts";
    CHECK(from_line(qrels.remarks) == std::vector<std::string>{"2: " + reason, "4: " + reason});
}

TEST_CASE("a run is read with its tag, its comments and its scores") {
    const Run run = read_text(read_run,
                              "# made by\n1 Q0 a 1 2.5 first\n#of\n\n"
                              "1\tQ0\tb\t1\t-1e3\tother\r\n2 0 a x 1e300 first\n");
    CHECK(run.name == "first");
    CHECK(run.other_tag == 5);
    CHECK(run.comments == std::vector<std::string>{" made by", "of"});
    CHECK(run.topics.size() == 2);
    CHECK(run.topics.at("1") == std::vector<ScoredDocument>{{"a", 2.5}, {"b", -1000}});
    CHECK(run.topics.at("2")[0].score == 1e300);
    CHECK(run.remarks == Remarks{});
}

TEST_CASE("a run that cannot be read is refused with line and reason") {
    const std::vector<Case> cases = {
        {"1 Q0 a 1 2.5 t\n1 Q0 b 2 2.5\n",
         "2: expected topic, Q0, document, rank, score and tag, got 5 columns"},
        {"1 Q0 a 1 high t\n", "1: the score \"high\" is no number"},
        {"1 Q0 a 1 nan t\n", "1: the score \"nan\" is no number"},
        {"1 Q0 a 1 1e999 t\n", "1: the score \"1e999\" is no number"},
        {"1 Q0 a 1 -inf t\n", "1: the score \"-inf\" is no number"},
        {"# nothing\n", "1: there is no document in the file"},
        {"# \xFF\n", "1: invalid UTF-8 at byte 2"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(complaint(read_run, c.text) == c.expected);
    }
}

TEST_CASE("a document that is twice in a topic counts once, and the first ten are named") {
    std::string text = "1 Q0 a 1 9 t\n2 Q0 a 1 9 t\n";
    for (int i = 0; i < 12; ++i) text += "1 Q0 a 2 8 t\n";
    const Run run = read_text(read_run, text);
    CHECK(run.topics.at("1") == std::vector<ScoredDocument>{{"a", 9}});
    CHECK(run.remarks.duplicates == 12);
    const std::vector<std::string> lines = from_line(run.remarks);
    REQUIRE(lines.size() == 10);
    CHECK(lines[0] == "3: document \"a\" is twice in topic \"1\"; the first counts");
    CHECK(lines[9] == "12: document \"a\" is twice in topic \"1\"; the first counts");
}

TEST_CASE("a run is written in trec_eval's order, and read as the same run") {
    Run run;
    run.comments = {" quire", ""};
    run.topics["10"] = {{"a", 0.1}, {"c", 1e-300}, {"b", 0.1}};
    // Apart by less than a 32-bit number can tell.
    run.topics["2"] = {{"x", 1.0000000001}, {"y", 1}, {"z", std::numeric_limits<double>::max()}};
    run.topics["3"] = {};
    const std::string text = to_trec(run, "tag");
    CHECK(text ==
          "# quire\n#\n"
          "10 Q0 b 1 0.1 tag\n10 Q0 a 2 0.1 tag\n10 Q0 c 3 1e-300 tag\n"
          "2 Q0 z 1 1.7976931348623157e+308 tag\n2 Q0 y 2 1 tag\n2 Q0 x 3 1.0000000001 tag\n");
    const Run again = read_text(read_run, text);
    CHECK(again.name == "tag");
    CHECK(again.other_tag == 0);
    CHECK(again.comments == run.comments);
    CHECK(again.remarks == Remarks{});
    CHECK(to_trec(again, "tag") == text);
}

TEST_CASE("a run that could not be read again is not written") {
    struct Made {
        Run run;
        std::string tag;
        std::string expected;
    };
    const auto with = [](std::string topic, std::string document, std::string comment = {}) {
        Run run;
        run.topics[std::move(topic)] = {{std::move(document), 1}};
        run.comments = {std::move(comment)};
        return run;
    };
    const std::string cannot = "a run cannot have the ";
    const std::vector<Made> cases = {
        {with("1", "a"), "a tag", cannot + R"(tag "a tag": it has white space in it)"},
        {with("1", "a"), "", cannot + R"(tag "": it is empty)"},
        {with("1 2", "a"), "t", cannot + R"(topic "1 2": it has white space in it)"},
        {with("", "a"), "t", cannot + R"(topic "": it is empty)"},
        {with("#1", "a"), "t", cannot + R"(topic "#1": such a line is a comment)"},
        {with("1", "a\tb"), "t", cannot + R"(document "a\x09b": it has white space in it)"},
        {with("1", "a", "b\nc"), "t", cannot + R"(comment "b\x0Ac": it has more than one line)"},
    };
    for (const Made& c : cases) {
        CAPTURE(c.expected);
        CHECK_THROWS_WITH_AS(to_trec(c.run, c.tag), c.expected.c_str(), Error);
    }
}

TEST_CASE("topics that only the run or only the judgments have are named") {
    const Run run = read_text(read_run, "1 Q0 a 1 1 t\n3 Q0 a 1 1 t\n30 Q0 a 1 1 t\n");
    const Qrels qrels = read_text(read_qrels, "1 0 a 1\n2 0 a 0\n");
    CHECK(unmatched(run, qrels) == Unmatched{{"3", "30"}, {"2"}});
}

TEST_CASE("the judgments of the corpus are read") {
    const Qrels qrels = read_qrels(test::source_file("corpus/qrels.txt"));
    CHECK(qrels.topics.size() == 25);
    for (const auto& [topic, grades] : qrels.topics) CHECK(grades.size() == 198);
    CHECK(qrels.remarks == Remarks{});
}
