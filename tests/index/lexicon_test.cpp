#include "index/lexicon.hpp"

#include <xapian.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "index/checked_metadata.hpp"
#include "index/papers.hpp"
#include "quire/error.hpp"
#include "support.hpp"
#include "text/analyzer.hpp"

using namespace quire;
using namespace std::string_literals;
using index::LexiconWriter;
using index::read_lexicon;

namespace {

/// Word, term, and whether that is the bare one.
using Place = std::tuple<std::string, std::string, bool>;

/// Documents of each.
using Lexicon = std::map<Place, std::uint64_t>;

/// The words with a prefix. Checks that they come in order.
Lexicon read(const Xapian::Database& database, std::string_view prefix) {
    Lexicon found;
    read_lexicon(database, prefix, [&](const postings::Source::Word& word) {
        const Place place(word.word, word.term, word.bare);
        CHECK((found.empty() || found.rbegin()->first < place));
        found[place] = word.documents;
        return true;
    });
    return found;
}

Lexicon with_prefix(const Lexicon& lexicon, std::string_view prefix) {
    Lexicon found;
    for (const auto& [key, documents] : lexicon) {
        if (std::get<0>(key).starts_with(prefix)) found[key] = documents;
    }
    return found;
}

}  // namespace

TEST_CASE("the lexicon holds what was noted, over any number of stores and writers") {
    const test::TemporaryDirectory directory;
    std::mt19937 random(20240518);
    const auto below = [&](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    const std::vector<std::string> pieces = {
        "a", "b", "ab", "ing", "s", "é", "変", "~", "0", std::string(25, 'x'), "\x7F"};
    const auto some = [&](std::size_t least, std::size_t most) {
        std::string text;
        for (std::size_t left = least + below(most - least + 1); left > 0; --left) {
            text += pieces[below(pieces.size())];
        }
        return text;
    };
    Lexicon expected;
    std::set<std::string> prefixes = {"", "a", "ab", "abs", "\xC3", "z"};
    for (int session = 0; session < 12; ++session) {
        Xapian::WritableDatabase database((directory / "x").string(), Xapian::DB_CREATE_OR_OPEN);
        LexiconWriter writer;
        for (std::size_t document = below(60); document > 0; --document) {
            std::set<Place> words;
            for (std::size_t left = below(30); left > 0; --left) {
                const std::string word = some(1, 3);
                const std::string term = below(3) == 0 ? some(1, 2) : word.substr(0, below(4));
                const bool bare = below(4) == 0;
                words.emplace(word, term, bare);
                for (std::size_t times = 1 + below(3); times > 0; --times) {
                    writer.note(word, term, bare);
                }
            }
            if (below(5) == 0) {
                writer.drop_document();
                continue;
            }
            writer.take_document();
            for (const auto& word : words) ++expected[word];
            if (below(20) == 0) writer.store(database);
            if (below(20) == 0) database.commit();
        }
        writer.store(database);
        CHECK(writer.size() == 0);
        database.commit();
        REQUIRE(read(database, "") == expected);
        prefixes.insert(some(1, 3));
        for (const std::string& prefix : prefixes) {
            CAPTURE(prefix);
            CHECK(read(database, prefix) == with_prefix(expected, prefix));
        }
    }
    CHECK(expected.size() > 1000);
}

TEST_CASE("a walk ends when it is told to") {
    const test::TemporaryDirectory directory;
    Xapian::WritableDatabase database((directory / "x").string(), Xapian::DB_CREATE);
    LexiconWriter writer;
    for (const char* word : {"alpha", "alps", "beta", "gamma"}) writer.note(word, word);
    writer.take_document();
    writer.store(database);
    for (std::size_t wanted = 1; wanted <= 4; ++wanted) {
        std::size_t taken = 0;
        read_lexicon(database, "", [&](const postings::Source::Word&) { return ++taken < wanted; });
        CHECK(taken == wanted);
    }
}

TEST_CASE("words of documents that came to nothing leave no memory behind") {
    LexiconWriter writer;
    writer.note("kept", "kept");
    writer.take_document();
    writer.note("kept", "kept");
    writer.note("dropped", "drop");
    writer.drop_document();
    CHECK(writer.size() == 1);
}

TEST_CASE("a damaged lexicon is an error, not other words") {
    const test::TemporaryDirectory directory;
    Xapian::WritableDatabase database((directory / "x").string(), Xapian::DB_CREATE);
    const auto ignore = [](const postings::Source::Word&) { return true; };
    std::string growing;  // A letter more in each word: of few bytes come very many.
    for (int i = 0; i < 100; ++i) growing += std::string(1, static_cast<char>(i)) + "\1a\1\0\2"s;
    std::string longer = growing;
    for (int i = 100; i < 2'000; ++i) {
        longer += static_cast<char>(0x80 | (i & 0x7f));
        longer += static_cast<char>(i >> 7);
        longer += "\1a\1\0\2"s;
    }
    index::write_checked(database, "quire.lexicon.aa", growing);
    std::size_t words = 0;
    read_lexicon(database, "",
                 [&](const postings::Source::Word& word) { return word.word.size() == ++words; });
    CHECK(words == 100);
    database.set_metadata("quire.lexicon.aa", "");
    // More letters shared than there are; and an end in the middle.
    for (const std::string& bytes :
         {std::string("\5\1a\0\1a\1", 7), std::string("\0\5ab", 4), longer}) {
        index::write_checked(database, "quire.lexicon.ab", bytes);
        try {
            read_lexicon(database, "", ignore);
            FAIL("no error");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::corrupt_index);
        }
    }
}

TEST_CASE("an index keeps the words of its texts as they were added, whatever is removed") {
    const test::TemporaryDirectory directory;
    Lexicon expected;
    text::Analyzer analyzer;
    const auto added = [&](const Document& document) {
        std::set<Place> words;
        for (const std::string& text : {document.title, document.abstract}) {
            for (const text::Token& token : analyzer.analyze(text)) {
                words.emplace(text::bounded_term(token.word), token.term, false);
                if (token.bare_term.empty()) continue;
                words.emplace(text::bounded_term(token.word), token.bare_term, true);
            }
        }
        for (const auto& word : words) ++expected[word];
        return document;
    };
    const auto stored = [&](int generation) {
        const std::string name = "gen-" + std::to_string(generation);
        return read(Xapian::Database((directory / "i" / name / "xapian").string()), "");
    };
    const std::string long_word(500, 'w');
    {
        IndexWriter writer = IndexWriter::create(directory / "i");
        writer.put(added(test::paper("1", "Learned learning", "Learning to learn; C++ naïvely.")));
        CHECK_THROWS_AS(writer.put(test::paper("bad", "refused words", std::string(5 << 20, 'x'))),
                        Error);
        writer.put(added(test::paper("2", "β-VAE", "A state-of-the-art " + long_word)));
        writer.commit();
        CHECK(stored(1) == expected);
        writer.put(added(test::paper("1", "Unlearning", "is learning as well")));
        writer.commit();
    }
    CHECK(stored(1) == expected);
    CHECK(expected.at({"learning", "learn", false}) == 2);
    CHECK(expected.count({text::bounded_term(long_word), text::bounded_term(long_word), false}) ==
          1);
    CHECK(expected.at({"c++", "c", true}) == 1);
    {
        IndexWriter writer = IndexWriter::open(directory / "i");
        writer.remove("2");
        for (int i = 0; i < 40; ++i) {
            std::string words;
            for (int w = 0; w < 1000; ++w) words += "w" + std::to_string(1000 * i + w) + " ";
            writer.put(added(test::paper("many" + std::to_string(i), "", words)));
        }
        writer.commit();
    }
    CHECK(stored(1) == expected);
    CHECK(expected.size() > 40'000);  // More than are gathered at once.

    IndexWriter writer = IndexWriter::rebuild(directory / "i");
    expected.clear();
    writer.put(added(test::paper("1", "New", "words")));
    writer.commit();
    CHECK(stored(2) == expected);
}
