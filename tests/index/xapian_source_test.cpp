#include "index/xapian_source.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "index/papers.hpp"
#include "index/reader.hpp"
#include "quire/error.hpp"
#include "support.hpp"

using namespace quire;
using postings::DocumentNumber;
using postings::Source;

namespace {

using Values = std::vector<std::pair<std::string, std::uint64_t>>;

Values values_of(Source& source, std::string_view prefix, std::size_t field) {
    Values found;
    source.values(prefix, field, [&](const Source::Word& word) {
        found.emplace_back(word.word, word.documents);
        return true;
    });
    return found;
}

std::uint64_t documents_with(Source& source, std::string_view value, std::size_t field) {
    std::uint64_t count = 0;
    const auto cursor = source.value(value, field);
    for (; cursor->document() != postings::no_document; cursor->next()) ++count;
    return count;
}

Document document(std::string id, const std::map<std::string, Value>& fields) {
    Document document;
    document.id = std::move(id);
    for (const auto& [name, value] : fields) document.set(name, value);
    return document;
}

}  // namespace

TEST_CASE("the values of a field are its own, however alike the names of fields are") {
    const test::TemporaryDirectory directory;
    IndexOptions options;
    // Their prefixes are XA, XAB, XABC, A and XAX: each begins like another.
    options.schema = Schema::parse(
        "abstract text\na keyword\nab keyword\nabc keyword many\nauthors keyword many\n"
        "ax integer\nauthor date\n");
    const auto text = [](const char* value) { return Value(std::string(value)); };
    const auto list = [](std::vector<std::string> values) { return Value(std::move(values)); };
    test::make_index(directory / "i",
                     {document("1", {{"abstract", text("b bc")},
                                     {"a", text("Blue")},
                                     {"ab", text("Cold")},
                                     {"abc", list({":colon", "Deep Sea", "Zeal"})},
                                     {"authors", list({"Ada Lovelace", "Ada"})},
                                     {"ax", std::int64_t{-5}},
                                     {"author", text("2024-05-17")}}),
                      document("2", {{"a", text("b")},
                                     {"ab", text("~")},
                                     {"abc", list({"deep end", "zeal"})},
                                     {"authors", list({"Bob Ada"})},
                                     {"ax", std::int64_t{12}},
                                     {"author", text("2024-06")}}),
                      document("3", {{"a", text("blue")}, {"ax", std::int64_t{12}}})},
                     options);
    index::ReaderPool(directory / "i").run(Engine::automatic, [&](index::Reader& reader) {
        Source& source = reader.source();
        const std::pair<std::size_t, Values> expected[] = {
            {1, {{"b", 1}, {"blue", 2}}},
            {2, {{"cold", 1}, {"~", 1}}},
            {3,
             {{":colon", 1},
              {"colon", 1},
              {"deep", 2},
              {"deep end", 1},
              {"deep sea", 1},
              {"end", 1},
              {"sea", 1},
              {"zeal", 2}}},
            {4, {{"ada", 2}, {"ada lovelace", 1}, {"bob", 1}, {"bob ada", 1}, {"lovelace", 1}}},
            {5, {{"-5", 1}, {"12", 2}}},
            {6, {{"2024", 2}, {"202405", 1}, {"20240517", 1}, {"202406", 1}}},
        };
        for (const auto& expectation : expected) {
            const auto& row = expectation.first;
            const auto& all = expectation.second;
            CAPTURE(row);
            CHECK(values_of(source, "", row) == all);
            for (const auto& [value, documents] : all) {
                CHECK(documents_with(source, value, row) == documents);
                for (std::size_t length = 1; length <= value.size(); ++length) {
                    const std::string prefix = value.substr(0, length);
                    CAPTURE(prefix);
                    Values with_prefix;
                    std::copy_if(all.begin(), all.end(), std::back_inserter(with_prefix),
                                 [&](const auto& one) { return one.first.starts_with(prefix); });
                    CHECK(values_of(source, prefix, row) == with_prefix);
                }
            }
        }
        std::size_t taken = 0;
        source.values("", 3, [&](const Source::Word&) { return ++taken < 2; });
        CHECK(taken == 2);
    });
}

TEST_CASE("the words of a document are what the analyzer makes of its stored fields") {
    const test::TemporaryDirectory directory;
    IndexOptions options;
    options.schema = Schema::parse("title text\nnotes text unstored\nbody text\nname keyword\n");
    const std::string title = "Learned C++ naïvely, " + std::string(300, 'x');
    const std::string body = "$\\beta$-VAEs and AT&T";
    Document full = document(
        "1",
        {{"notes", std::string("not kept")}, {"body", body}, {"name", std::string("Not text")}});
    full.title = title;
    test::make_index(directory / "i", {full, document("2", {{"body", std::string("other")}})},
                     options);
    index::ReaderPool(directory / "i").run(Engine::automatic, [&](index::Reader& reader) {
        std::vector<std::pair<std::uint32_t, std::string>> expected;
        text::Analyzer analyzer;
        for (const auto& [field, text] : {std::pair(0U, title), std::pair(2U, body)}) {
            for (const text::Token& token : analyzer.analyze(text)) {
                expected.emplace_back((field << postings::position_bits) + token.position,
                                      text::bounded_term(token.word));
            }
        }
        CHECK(expected.size() == 9);
        const auto words_of = [&](const char* id) {
            std::vector<std::pair<std::uint32_t, std::string>> words;
            for (const Source::WordAt& word : reader.source().words_of(*reader.find(id))) {
                words.emplace_back(word.position, word.word);
            }
            return words;
        };
        for (int again = 0; again < 2; ++again) {
            CHECK(words_of("1") == expected);
            CHECK(words_of("1") == expected);
            CHECK(words_of("2") == decltype(expected){{2U << postings::position_bits, "other"}});
        }
    });
}
