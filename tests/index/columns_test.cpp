#include "index/columns.hpp"

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "index/papers.hpp"
#include "index/reader.hpp"
#include "quire/error.hpp"
#include "support.hpp"

using namespace quire;
using postings::Column;
using postings::DocumentNumber;
using Strings = std::vector<std::string>;

namespace {

Schema every_kind() {
    return Schema::parse(
        "body text\ntags keyword many\nname keyword\nsize integer\nscore real\nwhen date\n"
        "secret keyword unstored\n");
}

/// The values of a document as a column has them.
Strings values_of(const Column& column, DocumentNumber document) {
    Strings values;
    for (const std::uint32_t ordinal : column.of(document)) {
        values.push_back(column.values[ordinal]);
    }
    return values;
}

/// The values of a column of the index at `path`, of all documents together.
Strings values_in(const test::TemporaryDirectory& directory, std::size_t row) {
    Strings values;
    index::ReaderPool(directory / "i").run(Engine::automatic, [&](index::Reader& reader) {
        values = reader.source().column(row).values;
    });
    return values;
}

Document document(std::string id, const std::map<std::string, Value>& fields) {
    Document document;
    document.id = std::move(id);
    for (const auto& [name, value] : fields) document.set(name, value);
    return document;
}

}  // namespace

TEST_CASE("a column has its values in the order of their kind, as they are displayed") {
    const test::TemporaryDirectory directory;
    IndexOptions options;
    options.schema = every_kind();
    const auto integer = [](std::int64_t number) { return Value(number); };
    test::make_index(
        directory / "i",
        {document("1", {{"tags", Strings{"Éclair", "eclair", "Zebra", "zebra", "éclair"}},
                        {"name", std::string("b")},
                        {"size", integer(10)},
                        {"score", 2.5},
                        {"when", std::string("2024-05")},
                        {"secret", std::string("hidden")}}),
         document("2", {{"tags", Strings{"apple", "Zebra"}},
                        {"name", std::string("A")},
                        {"size", integer(-9)},
                        {"score", -0.0},
                        {"when", std::string("2024")}}),
         document("3",
                  {{"size", integer(9)}, {"score", 1e300}, {"when", std::string("1999-12-31")}}),
         document("4", {{"size", integer(INT64_MIN)}, {"score", -1e-9}}),
         document("5", {{"size", integer(INT64_MAX)}, {"when", std::string("2024-05-01")}})},
        options);
    const std::pair<std::size_t, Strings> expected[] = {
        {1, {"apple", "eclair", "Éclair", "éclair", "Zebra", "zebra"}},
        {2, {"A", "b"}},
        {3, {"-9223372036854775808", "-9", "9", "10", "9223372036854775807"}},
        {4, {"-1e-09", "0", "2.5", "1e+300"}},
        {5, {"1999-12-31", "2024", "2024-05", "2024-05-01"}},
        {6, {"hidden"}},
    };
    for (const auto& one : expected) {
        const auto& row = one.first;
        const auto& values = one.second;
        CAPTURE(row);
        CHECK(values_in(directory, row) == values);
    }
}

TEST_CASE("columns hold what the documents hold, also after updates and removals") {
    const test::TemporaryDirectory directory;
    std::mt19937 random(5);
    const auto below = [&](int n) { return std::uniform_int_distribution<int>(0, n - 1)(random); };
    const auto some_name = [&] { return std::string(1, static_cast<char>('a' + below(20))); };
    const auto some_document = [&](const std::string& id) {
        std::map<std::string, Value> fields;
        fields["body"] = std::string("words");
        if (below(3) > 0) {
            Strings tags;
            for (int left = below(5); left > 0; --left) tags.push_back(some_name());
            fields["tags"] = tags;
        }
        if (below(3) > 0) fields["name"] = some_name();
        if (below(3) > 0) fields["size"] = std::int64_t{below(30) - 10};
        if (below(3) > 0) fields["score"] = below(40) / 8.0;
        if (below(3) > 0) fields["when"] = std::to_string(2000 + below(30));
        return document(id, fields);
    };
    const auto displayed = [](const std::optional<Value>& value) {
        Strings values;
        if (!value) return values;
        if (const auto* text = std::get_if<std::string>(&*value)) return Strings{*text};
        if (const auto* number = std::get_if<std::int64_t>(&*value)) {
            return Strings{std::to_string(*number)};
        }
        if (const auto* list = std::get_if<Strings>(&*value)) {
            for (const std::string& one : *list) {
                if (std::find(values.begin(), values.end(), one) == values.end()) {
                    values.push_back(one);
                }
            }
            return values;
        }
        std::string number = std::to_string(std::get<double>(*value));  // Eighths, here.
        number.erase(number.find_last_not_of('0') + 1);
        if (number.ends_with('.')) number.pop_back();
        return Strings{number};
    };
    IndexOptions options;
    options.schema = every_kind();
    std::map<std::string, Document> stored;
    IndexWriter writer = IndexWriter::create(directory / "i", options);
    for (int commit = 0; commit < 8; ++commit) {
        for (int change = 0; change < 60; ++change) {
            const std::string id = std::to_string(below(120));
            if (below(4) == 0) {
                writer.remove(id);
                stored.erase(id);
            } else {
                stored[id] = some_document(id);
                writer.put(stored[id]);
            }
        }
        writer.commit();
        index::ReaderPool(directory / "i").run(Engine::automatic, [&](index::Reader& reader) {
            const Schema& schema = reader.schema();
            for (std::size_t row = 1; row + 1 < schema.fields().size(); ++row) {
                const Column& column = reader.source().column(row);
                const std::string& name = schema.fields()[row].name;
                CAPTURE(name);
                std::set<std::string> all;
                for (const auto& [id, document] : stored) {
                    const DocumentNumber number = *reader.find(id);
                    const Strings values = displayed(document.value(name));
                    CHECK(values_of(column, number) == values);
                    all.insert(values.begin(), values.end());
                }
                // Nothing is left of documents that are gone.
                CHECK(std::set(column.values.begin(), column.values.end()) == all);
                CHECK(column.values.size() == all.size());
                CHECK(column.of(100'000).empty());
                CHECK(column.first.back() == column.ordinals.size());
            }
        });
    }
}

TEST_CASE("readers of one revision share a column, those of another do not see it") {
    const test::TemporaryDirectory directory;
    Document paper = test::paper("1", "a", "b");
    paper.year = 2020;
    test::make_index(directory / "i", {paper});
    constexpr std::size_t year = 6;
    index::ReaderPool pool(directory / "i");
    pool.run(Engine::automatic, [&](index::Reader& first) {
        const Column& column = first.source().column(year);
        pool.run(Engine::automatic, [&](index::Reader& second) {
            CHECK(&second != &first);
            CHECK(&second.source().column(year) == &column);
        });
        IndexWriter writer = IndexWriter::open(directory / "i");
        paper.year = 2021;
        writer.put(paper);
        writer.commit();
        pool.run(Engine::automatic, [&](index::Reader& second) {
            CHECK(second.source().column(year).values == Strings{"2021"});
        });
        CHECK(column.values == Strings{"2020"});
    });
}

TEST_CASE("an index without documents has empty columns, and a value may be long") {
    const test::TemporaryDirectory directory;
    test::make_index(directory / "i", {});
    constexpr std::size_t venue = 4;
    CHECK(values_in(directory, venue).empty());
    Document paper = test::paper("1", "a", "b");
    paper.venue = std::string(64 << 10, 'v');
    IndexWriter writer = IndexWriter::open(directory / "i");
    writer.put(paper);
    writer.commit();
    CHECK(values_in(directory, venue) == Strings{paper.venue});
}
