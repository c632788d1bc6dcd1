#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "quire/error.hpp"
#include "quire/evaluation.hpp"
#include "support.hpp"

using namespace quire;
using namespace quire::evaluation;

namespace {

std::vector<Topic> topics_of(std::string_view text, std::vector<TopicPart> parts = {}) {
    const test::TemporaryDirectory folder;
    test::write_file(folder / "topics", text);
    return read_topics(folder / "topics", parts);
}

/// What is said of a file that cannot be read, from the line on.
std::string complaint(std::string_view text) {
    try {
        topics_of(text);
    } catch (const InputError& error) {
        CHECK(error.code() == ErrorCode::malformed_input);
        CHECK(std::string(error.what()).starts_with(error.file() + ":"));
        return std::to_string(error.line()) + ": " + error.reason();
    }
    return "nothing";
}

// The forms of TREC's first topics and of its later ones, with parts that nobody reads.
constexpr std::string_view trec =
    "\n<top>\n"
    "<head> Tipster Topic Description\n"
    "<num> Number:  051\n"
    "<dom> Domain:  International Economics\n"
    "<title> Topic:  Airbus   Subsidies\n"
    "\n"
    "<desc> Description:\n"
    "What is said of p < 0.05, and of <b>bold</b> claims?\n"
    "\n"
    "<narr> Narrative: \n"
    "A document\n"
    "is relevant.\n"
    "\n"
    "<con> Concept(s):\n"
    "1. Airbus\n"
    "</top>\n"
    "<top><num>Number: 52</num><title>South African sanctions</title></top>\n";

}  // namespace

TEST_CASE("topics are read in three forms, told by their first character") {
    struct Case {
        std::string_view text;
        std::vector<Topic> expected;
    };
    const std::vector<Case> cases = {
        {"{\"_id\": \"1\", \"text\": \"a\\tb\\n  c\", \"metadata\": {}}\n\n{\"_id\":\"x y\","
         "\"text\":\"d\"}",
         {{"1", "a b c"}, {"x y", "d"}}},
        {"\xEF\xBB\xBF"
         "7\tp < 0.05 AND \"q\tr\r\n8\t\xC3\xA4\r\n",
         {{"7", "p < 0.05 AND \"q r"}, {"8", "\xC3\xA4"}}},
        {trec, {{"051", "Airbus Subsidies"}, {"52", "South African sanctions"}}},
        {"<top>\n<num> 1\n<title> a\n<top>\n<num> 2\n<title> b\n", {{"1", "a"}, {"2", "b"}}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(topics_of(c.text) == c.expected);
    }
}

TEST_CASE("the text of a TREC topic is made of the parts that are asked for") {
    const std::string_view one = trec.substr(0, trec.find("<top><num>"));
    CHECK(topics_of(one, {TopicPart::description})[0].text ==
          "What is said of p < 0.05, and of <b>bold</b> claims?");
    CHECK(topics_of(one, {TopicPart::narrative, TopicPart::title})[0].text ==
          "A document is relevant. Airbus Subsidies");
}

TEST_CASE("topics of one text have no description") {
    for (const std::string_view text : {"1\ta\n", "{\"_id\":\"1\",\"text\":\"a\"}\n"}) {
        CAPTURE(text);
        CHECK(topics_of(text, {TopicPart::title})[0].text == "a");
        CHECK_THROWS_WITH_AS(
            topics_of(text, {TopicPart::title, TopicPart::description}),
            doctest::Contains("1: these topics have one text each, no description"), InputError);
    }
}

TEST_CASE("topics that cannot be read are refused with line and reason") {
    struct Case {
        std::string_view text;
        std::string_view expected;
    };
    const std::vector<Case> cases = {
        {"", "1: there is no topic in the file"},
        {"\n \n", "2: there is no topic in the file"},
        {"{\"_id\":\"1\",\"text\":\"a\"}\n{\"_id\":\"2\"\n", "2: expected a JSON object"},
        {"{\"_id\":1,\"text\":\"a\"}\n", "1: expected a string under \"_id\""},
        {"{\"_id\":\"1\"}\n", "1: expected a string under \"text\""},
        {"{\"_id\":\"1\",\"text\":\" \"}\n", "1: topic \"1\" has no text"},
        {"1\ta\n\n2 b\n", "3: expected an id, a tab and a text"},
        {"1\ta\n\tb\n", "2: the topic has no id"},
        {"1\ta\n1\tb\n", "2: topic \"1\" stands there twice"},
        {"1\ta\n2\t\xFF\n", "2: invalid UTF-8 at byte 2"},
        {"<topics>\n<topic number=\"1\">\n", "1: expected <top>, got <topics>"},
        {"<top>\n<num> 1\n<title> a\n</top>\nmore\n", "5: expected <top>, got \"more\""},
        {"<top>\n<title> a\n</top>\n", "3: the topic has no id"},
        {"<top>\n<num> 1\n<desc> a\n", "3: topic \"1\" has no text"},
    };
    for (const Case& c : cases) {
        CAPTURE(c.text);
        CHECK(complaint(c.text) == c.expected);
    }
}

TEST_CASE("a file of topics that is not there is not found") {
    const test::TemporaryDirectory folder;
    try {
        read_topics(folder / "none");
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::not_found);
        CHECK(std::string(error.what()) ==
              "cannot read " + (folder / "none").string() + ": No such file or directory");
    }
    try {
        read_topics(folder.path());
        FAIL("no error");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::io);
        CHECK(std::string(error.what()) ==
              "cannot read " + folder.path().string() + ": Is a directory");
    }
}

TEST_CASE("the topics of the corpus are read") {
    const std::vector<Topic> topics = read_topics(test::source_file("corpus/topics.tsv"));
    CHECK(topics.size() == 25);
    CHECK(topics.front() == Topic{"t01", "disentangled diffusion"});
}

TEST_CASE("a line that is all opening brackets takes no longer than its length") {
    const std::string brackets(4'000'000, '<');
    CHECK(topics_of("<top>\n<num> 1\n<title> " + brackets + "\n")[0].text == brackets);
}
