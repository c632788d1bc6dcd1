#include "search/text_source.hpp"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "postings/memory_source.hpp"

using namespace quire;
using postings::Cursor;
using postings::no_document;
using search::TextSource;

namespace {

/// The same text, word by word.
postings::MemorySource memory_source(const std::vector<text::Token>& tokens, std::size_t field,
                                     std::size_t fields) {
    postings::MemorySource source(fields);
    std::vector<std::uint32_t> lengths(fields);
    lengths[field] = static_cast<std::uint32_t>(tokens.size());
    source.add_document(lengths);
    for (const text::Token& token : tokens) {
        source.add_term(token.term, field, token.position);
        source.add_word(text::bounded_term(token.word), token.term, token.bare_term, field,
                        token.position);
        if (!token.bare_term.empty()) source.add_term(token.bare_term, field, token.position);
    }
    return source;
}

/// All that a list has.
std::string text_of(Cursor& cursor, std::size_t fields) {
    std::string text = std::to_string(cursor.document_frequency) + ' ' +
                       std::to_string(cursor.collection_frequency) + ' ' +
                       std::to_string(cursor.highest_frequency) + ':';
    for (; cursor.document() != no_document; cursor.next()) {
        text += ' ' + std::to_string(cursor.document());
        std::vector<std::uint32_t> by_field(fields);
        cursor.frequencies(by_field);
        for (const std::uint32_t frequency : by_field) text += ' ' + std::to_string(frequency);
        for (const std::uint32_t position : cursor.positions()) {
            text += " @" + std::to_string(position);
        }
    }
    return text;
}

}  // namespace

TEST_CASE("a text gives the postings that an index has of it") {
    constexpr std::size_t fields = 3;
    text::Analyzer analyzer;
    for (const std::string& text :
         {std::string("Models model C++, c and C# models; β-VAEs model W_+ modelling"),
          std::string(), std::string(400, 'a') + " aa a"}) {
        for (std::size_t field = 0; field < fields; ++field) {
            const std::vector<text::Token> tokens = analyzer.analyze(text);
            TextSource source(tokens, field, fields);
            postings::MemorySource other = memory_source(tokens, field, fields);
            CHECK(source.document_count() == other.document_count());
            CHECK(std::vector(source.length_rows().begin(), source.length_rows().end()) ==
                  std::vector(other.length_rows().begin(), other.length_rows().end()));
            CHECK(source.lengths(1)[field] == tokens.size());
            CHECK(source.total_lengths()[field] == tokens.size());
            std::vector<std::string> terms = {"model", "c", "c++", "nothing", ""};
            for (const text::Token& token : tokens) terms.push_back(token.term);
            for (const std::string& term : terms) {
                CHECK(text_of(*source.term(term), fields) == text_of(*other.term(term), fields));
                for (std::size_t of = 0; of < fields; ++of) {
                    CHECK(text_of(*source.term(term, of), fields) ==
                          text_of(*other.term(term, of), fields));
                }
            }
            CHECK(text_of(*source.all(), fields) == text_of(*other.all(), fields));
            const auto words = source.words_of(1);
            REQUIRE(words.size() == tokens.size());
            for (std::size_t i = 0; i < words.size(); ++i) {
                CHECK(words[i].position == other.words_of(1)[i].position);
                CHECK(words[i].word == other.words_of(1)[i].word);
            }
        }
    }
}

TEST_CASE("a text has no values, no ids and no compounds") {
    const std::vector<text::Token> tokens = text::Analyzer().analyze("one two");
    TextSource source(tokens, 0, 1);
    CHECK(source.value("one", 0)->document() == no_document);
    CHECK(source.id("one")->document() == no_document);
    CHECK(source.compounds("one").empty());
    CHECK(source.column(0).values.empty());
    source.values("", 0, [](const postings::Source::Word&) {
        FAIL("a value");
        return true;
    });
}

TEST_CASE("a list of a text seeks forward only") {
    const std::vector<text::Token> tokens = text::Analyzer().analyze("one two");
    TextSource source(tokens, 0, 1);
    const auto cursor = source.term("two");
    cursor->seek(1);
    CHECK(cursor->document() == 1);
    cursor->seek(2);
    CHECK(cursor->document() == no_document);
    cursor->seek(1);
    CHECK(cursor->document() == no_document);
}
