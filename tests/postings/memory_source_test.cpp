#include "postings/memory_source.hpp"

#include <doctest/doctest.h>

#include <vector>

using namespace quire::postings;

namespace {

std::vector<DocumentNumber> documents_of(Cursor& cursor) {
    std::vector<DocumentNumber> found;
    for (; cursor.document() != no_document; cursor.next()) found.push_back(cursor.document());
    return found;
}

MemorySource three_documents() {
    MemorySource source(2);
    const std::vector<std::uint32_t> lengths[] = {{1, 3}, {0, 2}, {2, 0}};
    source.add_document(lengths[0]);
    source.add_term("a", 0, 0);
    source.add_term("a", 1, 0);
    source.add_term("a", 1, 2);
    source.add_value("red", 5, 0);
    source.add_document(lengths[1]);
    source.add_term("b", 1, 1);
    source.add_document(lengths[2]);
    source.add_term("a", 0, 1);
    return source;
}

}  // namespace

TEST_CASE("a list has its documents in order, with frequencies and positions by field") {
    MemorySource source = three_documents();
    const auto cursor = source.term("a");
    CHECK(cursor->document_frequency == 2);
    CHECK(cursor->collection_frequency == 4);
    CHECK(cursor->highest_frequency == 3);
    std::vector<std::uint32_t> by_field(2);
    cursor->frequencies(by_field);
    CHECK(by_field == std::vector<std::uint32_t>{1, 2});
    const auto positions = cursor->positions();
    CHECK(std::vector<std::uint32_t>(positions.begin(), positions.end()) ==
          std::vector<std::uint32_t>{0, words_per_field, words_per_field + 2});
    CHECK(documents_of(*cursor) == std::vector<DocumentNumber>{1, 3});
}

TEST_CASE("a list of one field has only what occurs there") {
    MemorySource source = three_documents();
    CHECK(documents_of(*source.term("a", 1)) == std::vector<DocumentNumber>{1});
    CHECK(documents_of(*source.term("b", 0)).empty());
    CHECK(source.term("a", 0)->collection_frequency == 2);
}

TEST_CASE("a cursor seeks forward only, and stays at its end") {
    MemorySource source = three_documents();
    const auto cursor = source.term("a");
    cursor->seek(2);
    CHECK(cursor->document() == 3);
    cursor->seek(1);
    CHECK(cursor->document() == 3);
    cursor->seek(4);
    CHECK(cursor->document() == no_document);
    cursor->next();
    CHECK(cursor->document() == no_document);
}

TEST_CASE("a column gives the values of each document, none of those that it does not know") {
    MemorySource source = three_documents();
    CHECK(source.column(5).of(1).empty());
    source.set_column(5, {.values = {"blue", "red"}, .ordinals = {1, 0, 1}, .first = {0, 0, 1, 3}});
    const auto of = [&](DocumentNumber document) {
        const auto ordinals = source.column(5).of(document);
        return std::vector<std::uint32_t>(ordinals.begin(), ordinals.end());
    };
    CHECK(of(1) == std::vector<std::uint32_t>{1});
    CHECK(of(2) == std::vector<std::uint32_t>{0, 1});
    CHECK(of(3).empty());
    CHECK(source.column(4).values.empty());
}

TEST_CASE("values, all documents and what is not there") {
    MemorySource source = three_documents();
    CHECK(documents_of(*source.value("red", 5)) == std::vector<DocumentNumber>{1});
    CHECK(documents_of(*source.value("red", 4)).empty());
    CHECK(documents_of(*source.all()) == std::vector<DocumentNumber>{1, 2, 3});
    CHECK(documents_of(*source.term("nothing")).empty());
    CHECK(source.document_count() == 3);
    CHECK(source.total_lengths()[1] == 5);
}
