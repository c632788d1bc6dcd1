#include "corpus/elements.hpp"

#include <random>
#include <string>
#include <vector>

#include "quire/error.hpp"
#include "support.hpp"

using namespace quire;
using namespace quire::corpus;

namespace {

const Markup xml{.root = "set", .containers = {"volume"}, .records = {"paper", "meta"}};
const Markup sgml{.kind = Markup::Kind::sgml, .records = {"DOC"}};

/// `LINE NAME TEXT` of each element, `LINE: REASON` of each error.
std::vector<std::string> cut(const std::string& bytes, const Markup& markup = xml) {
    const test::TemporaryDirectory folder;
    const auto path = folder / "file";
    test::write_file(path, bytes);
    LineSource lines(path);
    Elements elements(markup);
    std::vector<std::string> outcome;
    while (true) {
        try {
            const std::optional<Element> element = elements.next(lines);
            if (!element) break;
            outcome.push_back(std::to_string(element->line) + " " + std::string(element->name) +
                              " " + std::string(element->text));
        } catch (const InputError& error) {
            outcome.push_back(std::to_string(error.line()) + ": " + error.reason());
        }
    }
    CHECK_FALSE(elements.next(lines));
    return outcome;
}

struct Case {
    std::string bytes;
    std::vector<std::string> outcome;
};

}  // namespace

TEST_CASE("records are cut out wherever lines break, and attributes of what is around them") {
    const std::vector<Case> cases = {
        {"", {}},
        {" \r\n\t\n", {}},
        {"<paper/>", {"1 paper <paper/>"}},
        {"<paper>x</paper>", {"1 paper <paper>x</paper>"}},
        {"<paper>x</paper><paper>y</paper>\n<meta>z</meta>",
         {"1 paper <paper>x</paper>", "1 paper <paper>y</paper>", "2 meta <meta>z</meta>"}},
        {"\n<a>\n<paper\nid='1'\n>x\n<b>\n</b></paper\n>\n</a>",
         {"3 paper <paper\nid='1'\n>x\n<b>\n</b></paper\n>"}},
        {"<papers><paper-list/><pape><paper>x</paper></papers>", {"1 paper <paper>x</paper>"}},
        {"<set>\n<volume id=\"1\" x='a>b'>\n<paper/>\n</volume></set>",
         {"2 volume <volume id=\"1\" x='a>b'/>", "3 paper <paper/>"}},
        {"<volume id='1'/>", {"1 volume <volume id='1'/>"}},
        // A volume without attributes is an element of a record, or of no interest.
        {"<volume><paper><volume>3</volume></paper></volume>",
         {"1 paper <paper><volume>3</volume></paper>"}},
        {"<paper x='>' y=\">/\">a</paper>", {"1 paper <paper x='>' y=\">/\">a</paper>"}},
        {"a > b </papers> <paper>x</paper>", {"1 paper <paper>x</paper>"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.bytes);
        CHECK(cut(c.bytes) == c.outcome);
    }
}

TEST_CASE("comments, CDATA sections and instructions hide tags") {
    const std::vector<Case> cases = {
        {"<?xml version='1.0'?><!DOCTYPE set [<!ENTITY a \"b\">]><!-- <paper> -->\n<paper/>",
         {"2 paper <paper/>"}},
        {"<paper><!-- </paper> <paper> --><![CDATA[ </paper> ]]> <? </paper> ?></paper>",
         {"1 paper <paper><!-- </paper> <paper> --><![CDATA[ </paper> ]]> <? </paper> ?></paper>"}},
        {"<!-- a\n-- -> --><paper/>", {"2 paper <paper/>"}},
        {"<paper>\n<!-- </paper><paper/>", {"1: \"<!--\" is not closed"}},
        {"\n<![CDATA[<paper/>", {"2: \"<![CDATA[\" is not closed"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.bytes);
        CHECK(cut(c.bytes) == c.outcome);
    }
}

TEST_CASE("a broken element costs only itself") {
    const std::vector<Case> cases = {
        {"<paper>a\n<paper>b</paper>", {"1: <paper> is not closed", "2 paper <paper>b</paper>"}},
        {"<paper>a\n<volume id='2'>\n<paper>b</paper>",
         {"1: <paper> is not closed", "2 volume <volume id='2'/>", "3 paper <paper>b</paper>"}},
        {"<meta>a<paper>b</paper>", {"1: <meta> is not closed", "1 paper <paper>b</paper>"}},
        {"<paper id='1\n<b>a</b></paper><paper>b</paper>",
         {"1: the start tag of <paper> is cut", "2 paper <paper>b</paper>"}},
        {"<paper>a</paper\n<paper>b</paper>",
         {"1: the end tag of <paper> is cut", "2 paper <paper>b</paper>"}},
        {"<paper/>\n<paper>b",
         {"1 paper <paper/>", "2: the file ends within <paper>, it is cut off"}},
        {"<paper/>\n<paper id='b", {"1 paper <paper/>", "2: the start tag of <paper> is cut"}},
        {"<set><paper/>\n", {"1 paper <paper/>", "1: the file ends before </set>, it is cut off"}},
        {"<set><paper/></set>\n", {"1 paper <paper/>"}},
        {"{\"id\": 1}\n", {"1: there is no <paper> in the file"}},
        {"<html><body></html>", {"1: there is no <paper> in the file"}},
        {"<papr>a</paper>\n<paper>b</paper>",
         {"1: </paper> has no start tag", "2 paper <paper>b</paper>"}},
        {"a</paper>", {"1: </paper> has no start tag"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.bytes);
        CHECK(cut(c.bytes) == c.outcome);
    }
}

TEST_CASE("in SGML names have any case, and all but the record's own tags is text") {
    const std::vector<Case> cases = {
        {"<DOC>a</DOC><doc>\nb</Doc>", {"1 DOC <DOC>a</DOC>", "1 DOC <doc>\nb</Doc>"}},
        {"<DOC id=5'>a < b & c <!-- </DOC>\n<DOCNO> <DOC>d</DOC>",
         {"1 DOC <DOC id=5'>a < b & c <!-- </DOC>", "2 DOC <DOC>d</DOC>"}},
        {"<DOC>a\n<DOC>b</DOC>", {"1: <DOC> is not closed", "2 DOC <DOC>b</DOC>"}},
    };
    for (const Case& c : cases) {
        CAPTURE(c.bytes);
        CHECK(cut(c.bytes, sgml) == c.outcome);
    }
}

TEST_CASE("elements are the same however the file comes in parts") {
    std::mt19937 random(20'240'517);
    for (const char* separator : {"", " ", "\n"}) {
        CAPTURE(separator);
        std::string bytes;
        std::vector<std::string> expected;
        std::size_t line = 1;
        while (bytes.size() < 1'000'000) {
            const std::string text = "<paper>" + std::string(random() % 3'000, 'x') +
                                     (random() % 4 == 0 ? "<!-- <paper> -->" : "<b/>") + "</paper>";
            expected.push_back(std::to_string(line) + " paper " + text);
            bytes += text + separator;
            if (*separator == '\n') ++line;
        }
        CHECK(cut(bytes) == expected);
    }
}

TEST_CASE("a record of more than 16 MiB is an error and costs no other") {
    const test::TemporaryDirectory folder;
    const auto path = folder / "file";
    std::string bytes = "<paper>a</paper>\n<paper>\n";
    bytes.append(longest_record + 1'000'000, 'x');  // Its end tag is not one too many.
    test::write_file(path, bytes + "</paper>\n<paper>b</paper>");
    LineSource lines(path);
    Elements elements(xml);
    CHECK(elements.next(lines)->text == "<paper>a</paper>");
    CHECK_THROWS_WITH_AS(elements.next(lines),
                         (path.string() + ":2: more than 16 MiB in <paper>").c_str(), InputError);
    const std::optional<Element> element = elements.next(lines);
    REQUIRE(element);
    CHECK(element->text == "<paper>b</paper>");
    CHECK(element->line == 4);
    CHECK_FALSE(elements.next(lines));
}
