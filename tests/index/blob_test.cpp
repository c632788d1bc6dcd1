#include "index/blob.hpp"

#include <doctest/doctest.h>

#include <string>

#include "quire/error.hpp"

using namespace quire;

namespace {

Schema every_kind() {
    return Schema::parse(
        "title text\nabstract text\nauthors keyword many\nyear integer\nscore real\nwhen date\n"
        "secret keyword unstored\n");
}

Document full() {
    Document document;
    document.id = "2020.acl-main.1";
    document.title = "Na\u00EFve";
    document.abstract = std::string(1000, 'x');
    document.authors = {"Ada Lovelace", "", "Charles Babbage"};
    document.year = -1843;
    document.extra = {{"score", 0.1}, {"when", std::string("1843-08-01")}};
    return document;
}

}  // namespace

TEST_CASE("a document survives being stored, but for fields that are not") {
    const Schema schema = every_kind();
    Document document = full();
    CHECK(index::decode(index::encode(document, schema), schema) == document);
    document.extra["secret"] = std::string("hidden");
    CHECK(index::decode(index::encode(document, schema), schema) == full());
    Document bare;
    bare.id = "x";
    CHECK(index::decode(index::encode(bare, schema), schema) == bare);
}

TEST_CASE("a flipped bit anywhere in a stored document is noticed") {
    const Schema schema = every_kind();
    const std::string bytes = index::encode(full(), schema);
    std::size_t unnoticed = 0;
    for (std::size_t bit = 0; bit < bytes.size() * 8; ++bit) {
        std::string damaged = bytes;
        damaged[bit / 8] = static_cast<char>(damaged[bit / 8] ^ (1 << (bit % 8)));
        try {
            index::decode(damaged, schema);
            ++unnoticed;
        } catch (const Error& error) {
            const bool told = error.code() == ErrorCode::corrupt_index ||
                              error.code() == ErrorCode::incompatible_index;
            unnoticed += told ? 0 : 1;
        }
    }
    CHECK(unnoticed == 0);
    for (std::size_t length = 0; length < bytes.size(); ++length) {
        CHECK_THROWS_AS(index::decode(bytes.substr(0, length), schema), Error);
    }
}
