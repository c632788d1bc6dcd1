#include <doctest/doctest.h>

#include <array>
#include <random>
#include <span>
#include <string>
#include <vector>

#include "base/numbers.hpp"
#include "query/characters.hpp"
#include "query/syntax.hpp"
#include "quire/query.hpp"
#include "support.hpp"

using quire::Diagnostic;
using quire::Query;
using quire::query::Demand;
using quire::query::Node;

namespace {

std::string parts_of(const Node& node);

/// The node in the notation of grammar.md.
std::string described(const Node& node) {
    std::string text;
    if (node.demand == Demand::excluded) text += "not, ";
    if (node.demand == Demand::required) text += "must, ";
    if (!node.field.empty()) text += "in " + node.field + ", ";
    if (node.boost != 1) text += "boost " + quire::shortest(node.boost) + ", ";
    if (node.exact) text += "exact, ";
    if (node.pattern) text += "pattern, ";
    if (node.edits > 0) text += "fuzzy " + std::to_string(node.edits) + ", ";
    if (node.prefix) text += "prefix, ";
    if (node.slop > 0) text += "slop " + std::to_string(node.slop) + ", ";
    switch (node.kind) {
        case Node::Kind::word:
            return text + "word " + node.text;
        case Node::Kind::phrase:
            return text + "phrase " + node.text;
        case Node::Kind::range:
            if (node.from_open) return text + "range >" + *node.from;
            if (node.to_open) return text + "range <" + *node.to;
            return text + "range " + node.from.value_or("") + ".." + node.to.value_or("");
        case Node::Kind::list:
            return text + "list[" + parts_of(node) + "]";
        case Node::Kind::all:
            return text + "all[" + parts_of(node) + "]";
        case Node::Kind::any:
            return text + "any[" + parts_of(node) + "]";
        case Node::Kind::near:
            break;
    }
    return text + "near/" + std::to_string(node.distance) + "[" + parts_of(node) + "]";
}

std::string parts_of(const Node& node) {
    std::string text;
    for (const Node& part : node.parts) {
        if (!text.empty()) text += "; ";
        text += described(part);
    }
    return text;
}

std::string clauses_of(const Query& query) {
    return parts_of(query.syntax().root);
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
        "a",          "b",      "Z",         "7",      "_",      "-",
        "-",          "--",     "\"",        "\"",     ":",      ":",
        "/",          " ",      " ",         "\t",     "\n",     "\u201C",
        "\u201D",     "\u201E", "\u00AB",    "\u00BB", "\xFF",   "\xC2",
        "\xE2",       "\x80",   "\u00A0",    "\u3000", "\u2003", "\u00E9",
        "(",          "*",      "^",         "'",      "\\",     "\x01",
        "\U0001F600", "title:", "-title:\"", " AND ",  " OR ",   "NOT ",
        " NEAR/2 ",   "(",      "(",         ")",      ")",      "=",
        "~2",         "^3",     "+",         "*",      "?",      "..",
        ">=",         "19",     "id:",       "\u0085", "\x7F",   std::string(1, '\0')};
    std::string text;
    for (auto length = random() % 24; length > 0; --length) {
        text += alphabet[random() % alphabet.size()];
    }
    return text;
}

}  // namespace

TEST_CASE("the examples of the grammar are read as it says") {
    const std::vector<Example> rows = examples();
    CHECK(rows.size() > 50);
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
        // A bracket that holds no range could make one with what follows it in print.
        {"year:[5 TO - 20 ]", "year:5 TO 20 ]"},
        {"year:(a [5 TO - 20 ])", "year:(a 5 TO 20 ])"},
        {"year:(+[-5 -[+-5 NOT [6 [[-7 [AND)", "year:(+5 -5 -6 -7)"},
        {"year:{{>=5 [5 {5", "year:5.. [5 {5"},
        {"year:[ gan", "gan"},
        // What is left out of it must not make a title in capitals of what is none.
        {"GAN NEAR YEAR:[5 TO 6] VAE", "GAN NEAR/10 VAE"},
        {"GAN NEAR VAE:[\"5 TO } N[\"", "GAN NEAR/10 VAE:\"5 TO } N[\""},
        {"GAN AND VAE:=\"A B\"", "GAN AND VAE:=\"A B\""},
        {"year:[:[/5 year:[:", "year:5"},
        {"year:(NOT [ {-6)", "-year:6"},
        {"a - \"\" b", "a b"},
        {"gan^0.00000008 vae^1000 gpt^3.50", "gan^0.00000008 vae^1000 gpt^3.5"},
        {"gan^0." + std::string(320, '0') + "25", "gan^0." + std::string(320, '0') + "25"},
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
        CHECK(Query::parse(c.printed).to_string() == c.printed);
    }
}

TEST_CASE("clauses and diagnostics say where they stand") {
    //                  0         1         2         3
    //                  0123456789012345678901234567890123456789
    const Query query = Query::parse("gan -title:\"a b\"-  - \"\" \xFF\xFE x \"end");
    const auto& clauses = query.syntax().root.parts;
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
        {19, 1, "there is nothing after the sign", ""},
        {21, 2, "nothing between the quotes", ""},
        {24, 2, "not UTF-8", ""},
        {29, 1, "unclosed quote", "write \"end\""},
    };
    const auto diagnostics = query.diagnostics();
    CHECK(std::vector<Diagnostic>(diagnostics.begin(), diagnostics.end()) == expected);
}

TEST_CASE("diagnostics come in the order of the text, those inside a phrase too") {
    const Query query = Query::parse("\xFF -title:\"a \xE2\x82 b");
    const std::vector<Diagnostic> expected = {
        {0, 1, "not UTF-8", ""},
        {9, 1, "unclosed quote", "write -title:\"a    b\""},
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
        CHECK(Query::parse("a" + letter + "b").syntax().root.parts.size() == 1);
    }
}

TEST_CASE("a copy of a query is the same query") {
    const Query query = Query::parse("title:x -\"y z\"");
    const Query copy = query;
    CHECK(copy.to_string() == query.to_string());
}

TEST_CASE("what would be a range or operator but for what follows it is a word as it was typed") {
    for (const char* text : {"title:>05g9^1", "title:>=2d0~0", "title:1..2a~2", "a NOT^1",
                             "a NEAR/2^1 b", "OR~0", "word^2~0", "AND^2", "gan^2^1", "=gan^1^1",
                             "title:1..2a^1", "title:1..2a^2", "a:(<=3b^1 c)"}) {
        const Query query = Query::parse(text);
        CHECK(query.to_string() == text);
        CHECK(same(Query::parse(query.to_string()).syntax().root, query.syntax().root));
    }
}

TEST_CASE("an end of a range keeps its sign in the printed form") {
    struct Case {
        const char* text;
        const char* printed;
    };
    for (const auto& one :
         {Case{"r:(a >=-1)", "r:(a >=-1)"}, Case{"r:(a >=+1)", "r:(a >=+1)"},
          Case{"r:(a >=1)", "r:(a 1..)"}, Case{"r:(a <=-1)", "r:(a ..-1)"},
          Case{"r:(a >-1)", "r:(a >-1)"}, Case{"r:>=-1", "r:>=-1"}, Case{"r:-3..-1", "r:-3..-1"}}) {
        const auto& text = one.text;
        const auto& printed = one.printed;
        CAPTURE(text);
        const Query query = Query::parse(text);
        CHECK(query.to_string() == printed);
        CHECK(same(Query::parse(printed).syntax().root, query.syntax().root));
    }
}

TEST_CASE("brackets and distances that make a tree too deep are reported and passed over") {
    const Query brackets = Query::parse(std::string(64, '(') + "a -title:(b");
    REQUIRE(brackets.diagnostics().size() == 65);
    CHECK(brackets.diagnostics()[64] ==
          Diagnostic{66, 8, "brackets more than 64 deep; passed over", ""});
    // A million of them are no million of remarks.
    const std::string many(1'000'000, '(');
    CHECK(Query::parse(many).diagnostics().size() == 65);
    CHECK(Query::parse(std::string(1'000'000, ')')).diagnostics().size() == 1);
    std::string text = "a";
    for (int i = 1; i <= 9; ++i) text += " NEAR/" + std::to_string(i) + " a";
    const Query distances = Query::parse(text);
    REQUIRE(distances.diagnostics().size() == 1);
    CHECK(distances.diagnostics()[0] ==
          Diagnostic{text.size() - 8, 6, "too many distances; taken for NEAR/8", ""});
}

TEST_CASE("the print of a query as deep as can be is no deeper") {
    const auto check = [](const std::string& text) {
        const Query query = Query::parse(text);
        const Query again = Query::parse(query.to_string());
        CAPTURE(text);
        CAPTURE(query.to_string());
        CHECK(messages_of(again).empty());
        CHECK(same(again.syntax().root, query.syntax().root));
        CHECK(again.to_string() == query.to_string());
    };
    // What operators join in a list is printed in brackets, if there may be more.
    for (const char* level : {"(a b OR ", "(a OR (b) c ", "(a (b OR c) d ", "(a OR b c ",
                              "-(a b OR c AND d NEAR/2 ", "(a OR b (c OR d) e NEAR/3 "}) {
        for (const int levels : {31, 32, 33, 63, 64}) {
            std::string text;
            for (int i = 0; i < levels; ++i) text += level;
            text += "x y OR z";
            check(text + std::string(static_cast<std::size_t>(levels), ')'));
        }
    }
    // NEARs are read from left to right, up to eight distances.
    std::string text = "a";
    for (int i = 1; i <= 30; ++i) {
        text = '(' + text + ") NEAR/" + std::to_string(i) + " a";
        check(text);
    }
    for (int i = 31; i <= 64; ++i) {
        text = '(' + text + " NEAR/1 b NEAR/2 c NEAR/3 d NEAR/4 e NEAR/5 f NEAR/6 g) NEAR/7 h";
        check(text);
    }
    // Wherever they stand in brackets, what stands between them gets no deeper.
    std::string deep(64 * 3 + 3 + 64, ')');
    for (std::size_t i = 0; i < 64; ++i) deep.replace(3 * i, 3, "(x ");
    deep.replace(64 * 3, 3, "y z");
    for (unsigned brackets = 0; brackets < 512; ++brackets) {
        std::string row = "a";
        std::string open;
        for (unsigned i = 1; i <= 9; ++i) {
            row += " NEAR/" + std::to_string(i) + (i == 5 ? ' ' + deep : " b");
            if ((brackets >> (i - 1) & 1U) == 0 || i > 4) continue;
            row += ')';
            open += '(';
        }
        check(open + row);
    }
}

TEST_CASE("the printed form of any query means the same") {
    std::mt19937 random(2);
    for (int round = 0; round < 200'000; ++round) {
        const std::string text = random_query(random);
        const Query query = Query::parse(text);
        const Query again = Query::parse(query.to_string());
        if (!same(query.syntax().root, again.syntax().root)) {
            FAIL("from \"" << text << "\" to \"" << query.to_string() << "\", read as "
                           << clauses_of(query) << " and " << clauses_of(again));
        }
        CHECK(again.to_string() == query.to_string());
    }
}

namespace {

/// Counts for each byte how often it is understood.
class Coverage {
public:
    explicit Coverage(std::string_view text) : text_(text), marks_(text.size()) {}

    void mark(std::size_t begin, std::size_t end) {
        REQUIRE(begin <= end);
        REQUIRE(end <= text_.size());
        for (std::size_t i = begin; i < end; ++i) ++marks_[i];
    }

    /// Words and phrases are understood as a whole; of what has parts, all that stands between,
    /// before and after them.
    void add(const Node& node) {
        if (node.parts.empty()) {
            CHECK(node.length > 0);
            check_text(node);
            return mark(node.offset, node.offset + node.length);
        }
        std::size_t end = node.offset;
        for (const Node& part : node.parts) {
            REQUIRE(part.offset >= end);
            if (node.kind != Node::Kind::list || end == node.offset) mark(end, part.offset);
            add(part);
            end = part.offset + part.length;
        }
        mark(end, node.offset + node.length);
    }

    void add(std::span<const Diagnostic> diagnostics) {
        std::size_t last = 0;
        for (const Diagnostic& diagnostic : diagnostics) {
            CHECK(diagnostic.offset >= last);
            CHECK(diagnostic.length > 0);
            CHECK_FALSE(diagnostic.message.empty());
            last = diagnostic.offset;
            mark(diagnostic.offset, diagnostic.offset + diagnostic.length);
        }
    }

    /// Whether every byte is understood, reported or white space.
    bool complete() const {
        for (std::size_t i = 0; i < text_.size(); ++i) {
            if (marks_[i] > 0) continue;
            // White space can be told at its first byte only.
            const std::size_t space = quire::query::space_length(text_.substr(i));
            if (space == 0) return false;
            i += space - 1;
        }
        return true;
    }

private:
    /// The text is as typed, but for bytes that are not UTF-8.
    void check_text(const Node& node) const {
        REQUIRE(node.text_offset + node.text.size() <= node.offset + node.length);
        for (std::size_t i = 0; i < node.text.size(); ++i) {
            const char typed = text_[node.text_offset + i];
            if (node.text[i] != typed) REQUIRE((node.text[i] == ' ' && (typed & 0x80) != 0));
        }
    }

    std::string_view text_;
    std::vector<int> marks_;
};

}  // namespace

TEST_CASE("every byte of any query is white space, understood or reported") {
    std::mt19937 random(3);
    for (int round = 0; round < 50'000; ++round) {
        const std::string text = random_query(random);
        const Query query = Query::parse(text);
        Coverage coverage(text);
        for (const Node& part : query.syntax().root.parts) coverage.add(part);
        coverage.add(query.diagnostics());
        if (!coverage.complete()) FAIL("\"" << text << "\" read as " << clauses_of(query));
    }
}

TEST_CASE("long queries are read in linear time") {
    constexpr std::size_t size = 300'000;
    for (const std::string piece :
         {"a",      "-",      "\"",     "\" ",     "\xFF",  "\xFF ", "a:", "-a:\"",
          "- ",     "\"a\"-", "\u201C", "a\xE2",   "(",     "(a ",   ")",  "a OR ",
          "a AND ", "NOT ",   "AND",    "a NEAR ", "a:(b ", "=",     "f(", "a~1 ",
          "ab*",    "ab^2 ",  "1..2 ",  "a:1..2 ", "\\",    "a:(",   "-(", "a NEAR/1 b NEAR/2 "}) {
        std::string text;
        while (text.size() < size) text += piece;
        CAPTURE(piece);
        const Query query = Query::parse(text);
        CHECK(query.syntax().root.parts.size() + query.diagnostics().size() > 0);
        CHECK(same(Query::parse(query.to_string()).syntax().root, query.syntax().root));
    }
}
