#include <doctest/doctest.h>

#include <array>
#include <random>
#include <string>
#include <vector>

#include "query/characters.hpp"
#include "query/syntax.hpp"
#include "quire/query.hpp"
#include "support.hpp"

using quire::Diagnostic;
using quire::Query;
using quire::query::Clause;

namespace {

/// The clauses in the notation of grammar.md.
std::string clauses_of(const Query& query) {
    std::string text;
    for (const Clause& clause : query.syntax().clauses) {
        if (!text.empty()) text += "; ";
        if (clause.excluded) text += "not, ";
        if (!clause.field.empty()) text += "in " + clause.field + ", ";
        text += (clause.quoted ? "phrase " : "word ") + clause.text;
    }
    return text;
}

std::string messages_of(const Query& query) {
    std::string text;
    for (const Diagnostic& diagnostic : query.diagnostics()) {
        if (!text.empty()) text += "; ";
        text += diagnostic.message;
    }
    return text;
}

struct Example {
    std::string typed;
    std::string clauses;
    std::string messages;
};

/// The table of examples in grammar.md.
std::vector<Example> examples() {
    const std::string grammar =
        quire::test::read_file(quire::test::source_file("lib/query/grammar.md"));
    std::vector<Example> rows;
    const std::string row_start = "\n| `";
    for (std::size_t at = grammar.find(row_start); at != std::string::npos;
         at = grammar.find(row_start, at)) {
        at += row_start.size();
        const std::string row = grammar.substr(at, grammar.find('\n', at) - at);
        const std::size_t first = row.find("` |");
        const std::size_t second = row.find(" |", first + 3);
        const std::size_t third = row.rfind(" |");
        REQUIRE(first != std::string::npos);
        REQUIRE(second < third);
        const auto cell = [&](std::size_t begin, std::size_t end) {
            return begin < end ? row.substr(begin + 1, end - begin - 1) : std::string();
        };
        rows.push_back({row.substr(0, first), cell(first + 3, second), cell(second + 2, third)});
    }
    return rows;
}

std::string random_query(std::mt19937& random) {
    static const std::vector<std::string> alphabet = {
        "a",      "b",          "Z",      "7",         "_",      "-",      "-",
        "--",     "\"",         "\"",     ":",         ":",      "/",      " ",
        " ",      "\t",         "\n",     "\u201C",    "\u201D", "\u201E", "\u00AB",
        "\u00BB", "\xFF",       "\xC2",   "\xE2",      "\x80",   "\u00A0", "\u3000",
        "\u2003", "\u00E9",     "(",      "*",         "^",      "'",      "\\",
        "\x01",   "\U0001F600", "title:", "-title:\"", "\u0085", "\x7F",   std::string(1, '\0')};
    std::string text;
    for (auto length = random() % 20; length > 0; --length) {
        text += alphabet[random() % alphabet.size()];
    }
    return text;
}

}  // namespace

TEST_CASE("the examples of the grammar are read as it says") {
    const std::vector<Example> rows = examples();
    CHECK(rows.size() > 20);
    for (const Example& row : rows) {
        CAPTURE(row.typed);
        const Query query = Query::parse(row.typed);
        CHECK(clauses_of(query) == row.clauses);
        CHECK(messages_of(query) == row.messages);
    }
}

TEST_CASE("a query is printed in canonical spelling") {
    struct Case {
        std::string typed;
        std::string printed;
    };
    const std::vector<Case> cases = {
        {"", ""},
        {"   ", ""},
        {"  a\t b ", "a b"},
        {"\u201Cimage generation\u201D", "\"image generation\""},
        {"--gan -title:\u00ABx\u00BB", "-gan -title:\"x\""},
        {"\"pre\"-training", "\"pre\" training"},
        {"\"not closed", "\"not closed\""},
        {"a - \"\" b", "a b"},
        {"a\xFF\xFE"
         "b",
         "a b"},
        {"\"a\xFF"
         "b\"",
         "\"a b\""},
    };
    for (const Case& c : cases) {
        CAPTURE(c.typed);
        CHECK(Query::parse(c.typed).to_string() == c.printed);
    }
}

TEST_CASE("clauses and diagnostics say where they stand") {
    //                  0         1         2         3
    //                  0123456789012345678901234567890123456789
    const Query query = Query::parse("gan -title:\"a b\"-  - \"\" \xFF\xFE x \"end");
    const auto& clauses = query.syntax().clauses;
    REQUIRE(clauses.size() == 4);
    CHECK(clauses[0].offset == 0);
    CHECK(clauses[0].length == 3);
    CHECK(clauses[0].text_offset == 0);
    CHECK(clauses[1].offset == 4);
    CHECK(clauses[1].length == 13);
    CHECK(clauses[1].text_offset == 12);
    CHECK(clauses[2].offset == 27);
    CHECK(clauses[3].offset == 29);
    CHECK(clauses[3].length == 4);
    CHECK(clauses[3].text_offset == 30);
    const std::vector<Diagnostic> expected = {
        {19, 1, "a hyphen that excludes nothing", ""},
        {21, 2, "nothing between the quotes", ""},
        {24, 2, "not UTF-8", ""},
        {29, 1, "unclosed quote", "\"end\""},
    };
    const auto diagnostics = query.diagnostics();
    CHECK(std::vector<Diagnostic>(diagnostics.begin(), diagnostics.end()) == expected);
}

TEST_CASE("diagnostics come in the order of the text, those inside a phrase too") {
    const Query query = Query::parse("\xFF -title:\"a \xE2\x82 b");
    const std::vector<Diagnostic> expected = {
        {0, 1, "not UTF-8", ""},
        {9, 1, "unclosed quote", "-title:\"a    b\""},
        {12, 2, "not UTF-8", ""},
    };
    const auto diagnostics = query.diagnostics();
    CHECK(std::vector<Diagnostic>(diagnostics.begin(), diagnostics.end()) == expected);
    CHECK(clauses_of(query) == "not, in title, phrase a    b");
}

TEST_CASE("white space is that of Unicode, and control characters") {
    const std::vector<std::string> spaces = {" ",      "\t",
                                             "\n",     "\v",
                                             "\f",     "\r",
                                             "\x01",   "\x1F",
                                             "\x7F",   "\u0080",
                                             "\u0085", "\u009F",
                                             "\u00A0", "\u1680",
                                             "\u2000", "\u200A",
                                             "\u2028", "\u2029",
                                             "\u202F", "\u205F",
                                             "\u3000", std::string(1, '\0')};
    for (const std::string& space : spaces) {
        CAPTURE(space);
        CHECK(clauses_of(Query::parse("a" + space + "-b")) == "word a; not, word b");
        CHECK(messages_of(Query::parse("\"" + space + "\"")) == "nothing between the quotes");
        CHECK(clauses_of(Query::parse("a:" + space)) == "word a:");
    }
    for (const std::string letter :
         {"\u00A1", "\u1681", "\u169A", "\u200B", "\u202E", "\u2060", "\u3001", "\u00E0"}) {
        CHECK(Query::parse("a" + letter + "b").syntax().clauses.size() == 1);
    }
}

TEST_CASE("a copy of a query is the same query") {
    const Query query = Query::parse("title:x -\"y z\"");
    const Query copy = query;
    CHECK(copy.to_string() == query.to_string());
}

TEST_CASE("the printed form of any query has the same clauses and nothing to report") {
    std::mt19937 random(2);
    for (int round = 0; round < 200'000; ++round) {
        const std::string text = random_query(random);
        const Query query = Query::parse(text);
        const Query again = Query::parse(query.to_string());
        const auto& clauses = query.syntax().clauses;
        const auto& clauses_again = again.syntax().clauses;
        bool same = clauses.size() == clauses_again.size() && again.diagnostics().empty();
        for (std::size_t i = 0; same && i < clauses.size(); ++i) {
            same = clauses[i].same(clauses_again[i]);
        }
        if (!same) FAIL("from \"" << text << "\" to \"" << query.to_string() << "\"");
    }
}

TEST_CASE("every byte of any query is white space, or in one clause, or reported") {
    std::mt19937 random(3);
    for (int round = 0; round < 50'000; ++round) {
        const std::string text = random_query(random);
        const Query query = Query::parse(text);
        std::vector<int> in_clauses(text.size());
        std::vector<int> reported(text.size());
        std::size_t end = 0;
        bool sound = true;
        for (const Clause& clause : query.syntax().clauses) {
            sound = sound && clause.offset >= end && clause.length > 0 && !clause.text.empty() &&
                    clause.text_offset >= clause.offset &&
                    clause.text_offset + clause.text.size() <= clause.offset + clause.length;
            end = clause.offset + clause.length;
            REQUIRE(end <= text.size());
            for (std::size_t i = clause.offset; i < end; ++i) ++in_clauses[i];

            // The text is as typed, but for bytes that are not UTF-8.
            for (std::size_t i = 0; i < clause.text.size(); ++i) {
                const char typed = text[clause.text_offset + i];
                const char read = clause.text[i];
                sound = sound && (read == typed || (read == ' ' && (typed & 0x80) != 0));
            }
        }
        std::size_t last = 0;
        for (const Diagnostic& diagnostic : query.diagnostics()) {
            sound = sound && diagnostic.offset >= last && diagnostic.length > 0 &&
                    !diagnostic.message.empty();
            last = diagnostic.offset;
            REQUIRE(diagnostic.offset + diagnostic.length <= text.size());
            for (std::size_t i = 0; i < diagnostic.length; ++i) ++reported[diagnostic.offset + i];
        }
        // White space can be told at its first byte only.
        for (std::size_t i = 0; i < text.size(); ++i) {
            const bool covered = in_clauses[i] == 1 || reported[i] > 0;
            const std::size_t space = covered ? 0 : quire::query::space_length(text.substr(i));
            sound = sound && (covered || space > 0);
            for (std::size_t j = 1; j < space; ++j) ++i;
        }
        if (!sound) FAIL("\"" << text << "\"");
    }
}

TEST_CASE("long queries are read in linear time") {
    constexpr std::size_t size = 300'000;
    for (const std::string piece : {"a", "-", "\"", "\" ", "\xFF", "\xFF ", "a:", "-a:\"", "- ",
                                    "\"a\"-", "\u201C", "a\xE2"}) {
        std::string text;
        while (text.size() < size) text += piece;
        CAPTURE(piece);
        const Query query = Query::parse(text);
        CHECK(query.syntax().clauses.size() + query.diagnostics().size() > 0);
    }
}
