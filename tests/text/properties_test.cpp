// What holds for the tokens of any text.
#include <unicode/uchar.h>

#include <array>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filtering_stream.hpp>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>
#include <random>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/utf8.hpp"
#include "quire/error.hpp"
#include "support.hpp"
#include "text/analyzer.hpp"
#include "text/characters.hpp"

using namespace quire::text;

namespace {

bool at_character_boundary(std::string_view text, std::size_t at) {
    return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80;
}

/// The first rule that a token breaks; nothing where all keep to all.
std::string broken_rule(std::string_view text, const std::vector<Token>& tokens) {
    std::size_t last_begin = 0, last_end = 0;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        const Token& token = tokens[i];
        if (token.position != i) return "positions count from 0";
        const bool overlaps = token.joint == Joint::overlap;
        if (token.begin < (overlaps ? last_begin : last_end)) return "spans are in order";
        if (token.end <= token.begin || token.end > text.size()) return "spans lie in the text";
        if (!at_character_boundary(text, token.begin)) return "spans begin with a character";
        if (!at_character_boundary(text, token.end)) return "spans end with a character";
        if (token.word.empty() || token.term.empty()) return "words and terms hold something";
        if (token.term.size() > longest_term) return "terms are short";
        if (token.bare_term.size() > longest_term) return "bare terms are short";
        if (quire::find_invalid_utf8(token.word) != token.word.npos) return "words are UTF-8";
        if (quire::find_invalid_utf8(token.term) != token.term.npos) return "terms are UTF-8";
        if (token.word.find_first_of(" \t\n\r\f\v") != token.word.npos) return "no blank in words";
        if (i == 0 && token.joint != Joint::none) return "the first word is joined to none";
        last_begin = token.begin;
        last_end = token.end;
    }
    return {};
}

/// A text of up to `parts` parts, some with a blank behind.
template <typename Parts>
std::string random_text(std::mt19937& random, const Parts& parts, std::size_t most) {
    std::string text;
    for (auto i = random() % most; i > 0; --i) {
        text += parts[random() % parts.size()];
        if (random() % 8 == 0) text += ' ';
    }
    return text;
}

/// Each abstract of the ACL corpus, as far as `most` of them.
template <typename Visit>
void for_each_abstract(const std::filesystem::path& path, std::size_t most, const Visit& visit) {
    std::ifstream file(path, std::ios::binary);
    boost::iostreams::filtering_istream in;
    in.push(boost::iostreams::gzip_decompressor());
    in.push(file);
    std::string line;
    for (std::size_t i = 0; i < most && std::getline(in, line); ++i) {
        visit(nlohmann::json::parse(line).value("abstract", ""));
    }
}

}  // namespace

TEST_CASE("ASCII text has the same tokens with and without the fast path") {
    std::mt19937 random(1);
    std::vector<std::string> parts = {
        "a",    "b",  "Word", "words", "C",    "U",    "x",   "GPT", "1",  "22", "333", "4444",
        "000",  "s",  "t",    "The",   "3D",   "v1",   ".",   ".",   ",",  ",",  "'",   "'",
        "+",    "+",  "++",   "#",     "_",    "_",    "-",   "-",   "--", "/",  "&",   ":",
        "\"",   "(",  ")",    "[",     "]",    "<",    "`",   "$",   "\\", "{",  "}",   "~",
        "\\'e", "\\", "@",    "=",     "*",    "|",    "^",   "%",   "!",  "?",  ";",   "\t",
        "\n",   "\v", "\x01", "\x1F",  "\x7F", "e.g.", ".NET"};
    parts.emplace_back(1, '\0');
    for (const char* language : {"english", "french", "turkish"}) {
        Analyzer fast({.language = language, .ascii_fast_path = true});
        Analyzer icu({.language = language, .ascii_fast_path = false});
        std::vector<Token> fast_tokens, icu_tokens;
        for (int round = 0; round < 10000; ++round) {
            const std::string text = random_text(random, parts, 14);
            fast.analyze(text, fast_tokens);
            icu.analyze(text, icu_tokens);
            if (fast_tokens != icu_tokens) FAIL("different: " << text);
            const std::string rule = broken_rule(text, fast_tokens);
            if (!rule.empty()) FAIL(rule << ": " << text);
        }
    }
}

TEST_CASE("text of random ASCII bytes has the same tokens with and without the fast path") {
    std::mt19937 random(2);
    Analyzer fast({.language = "none", .ascii_fast_path = true});
    Analyzer icu({.language = "none", .ascii_fast_path = false});
    for (int round = 0; round < 10000; ++round) {
        std::string text;
        for (auto i = random() % 30; i > 0; --i) text += static_cast<char>(random() % 0x80);
        if (fast.analyze(text) != icu.analyze(text)) FAIL("different: " << text);
    }
}

TEST_CASE("any UTF-8 can be analyzed, and its tokens keep the rules") {
    std::mt19937 random(3);
    constexpr std::array<std::pair<char32_t, char32_t>, 16> ranges = {{{0x20, 0x7E},
                                                                       {0x20, 0x7E},
                                                                       {0xA0, 0x24F},
                                                                       {0x300, 0x3FF},
                                                                       {0x400, 0x4FF},
                                                                       {0x590, 0x6FF},
                                                                       {0x900, 0x97F},
                                                                       {0xE00, 0xE7F},
                                                                       {0x2000, 0x218F},
                                                                       {0x2460, 0x24FF},
                                                                       {0x3000, 0x30FF},
                                                                       {0x4E00, 0x4FFF},
                                                                       {0xAC00, 0xAD00},
                                                                       {0x1100, 0x11FF},
                                                                       {0xFB00, 0xFFEF},
                                                                       {0, 0x10FFFF}}};
    std::vector<Analyzer> analyzers;
    for (const char* language : {"english", "french", "turkish", "korean", "persian", "hebrew",
                                 "hindi", "serbian", "vietnamese"}) {
        analyzers.emplace_back(AnalyzerOptions{.language = language});
    }
    std::vector<Token> tokens;
    for (int round = 0; round < 10000; ++round) {
        std::string text;
        for (auto i = random() % 16; i > 0; --i) {
            const auto [first, last] = ranges[random() % ranges.size()];
            const auto code = static_cast<char32_t>(first + random() % (last - first + 1));
            if (code < 0xD800 || code > 0xDFFF) quire::append_utf8(code, text);
        }
        for (Analyzer& analyzer : analyzers) {
            analyzer.analyze(text, tokens);
            const std::string rule = broken_rule(text, tokens);
            if (!rule.empty()) FAIL(rule << ": " << text);
        }
        const std::string rule = broken_rule(text, analyzers.front().words(text));
        if (!rule.empty()) FAIL(rule << ", as a name: " << text);
    }
}

TEST_CASE("random bytes are tokens or an error") {
    std::mt19937 random(4);
    Analyzer analyzer;
    for (int round = 0; round < 5000; ++round) {
        std::string text;
        for (auto i = random() % 8; i > 0; --i) text += static_cast<char>(random() % 0x100);
        if (quire::find_invalid_utf8(text) == text.npos) {
            CHECK(broken_rule(text, analyzer.analyze(text)) == "");
        } else {
            CHECK_THROWS_AS(analyzer.analyze(text), quire::Error);
        }
    }
}

TEST_CASE("letters and numbers are words, and nothing else is") {
    Analyzer analyzer({.language = "none"});
    std::vector<Token> tokens;
    for (char32_t code = 1; code < 0x30000; ++code) {
        if (code >= 0xD800 && code <= 0xDFFF) continue;
        if (code > 0x3400 && code % 16 != 0) continue;  // Ideographs and syllables are all alike.
        std::string text = "x ";
        quire::append_utf8(code, text);
        analyzer.analyze(text, tokens);
        const std::string rule = broken_rule(text, tokens);
        if (!rule.empty()) FAIL(rule << ": " << text);

        const auto type = U_GET_GC_MASK(static_cast<UChar32>(code));
        // Isolated forms of Arabic signs count as letters and fold to a blank.
        const bool is_word = (type & (U_GC_L_MASK | U_GC_N_MASK)) != 0 && !is_invisible(code) &&
                             fold(text).find_last_not_of(' ') > 0;
        if (tokens.size() != (is_word ? 2 : 1)) FAIL(tokens.size() << " words: " << text);
    }
}

TEST_CASE("abstracts have the same tokens with and without the fast path") {
    const auto path = quire::test::data_file("papers/acl-abstracts.jsonl.gz");
    if (!path) return;
    Analyzer fast({.language = "english", .ascii_fast_path = true});
    Analyzer icu({.language = "english", .ascii_fast_path = false});
    std::vector<Token> fast_tokens, icu_tokens;
    std::size_t words = 0;
    for_each_abstract(*path, 1500, [&](const std::string& text) {
        fast.analyze(text, fast_tokens);
        icu.analyze(text, icu_tokens);
        if (fast_tokens != icu_tokens) FAIL("different: " << text);
        const std::string rule = broken_rule(text, fast_tokens);
        if (!rule.empty()) FAIL(rule << ": " << text);
        words += fast_tokens.size();
    });
    CHECK(words > 100'000);
}
