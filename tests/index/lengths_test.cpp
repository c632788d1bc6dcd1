#include "index/lengths.hpp"

#include <xapian.h>

#include <random>
#include <vector>

#include "support.hpp"

using namespace quire;

TEST_CASE("lengths come back for every document, over many blocks and changes") {
    const test::TemporaryDirectory directory;
    Xapian::WritableDatabase database((directory / "x").string(), Xapian::DB_CREATE);
    constexpr std::uint32_t documents = 10'000;
    std::vector<std::vector<std::uint32_t>> expected(documents + 1, {0, 0, 0});
    std::mt19937 random(3);
    const auto below = [&](std::uint32_t n) {
        return std::uniform_int_distribution<std::uint32_t>(0, n - 1)(random);
    };
    index::LengthsWriter writer(3);
    const auto set = [&](std::uint32_t document, std::vector<std::uint32_t> lengths) {
        writer.set(database, document, lengths);
        expected[document] = std::move(lengths);
    };
    const auto check = [&] {
        database.commit();
        const auto lengths = index::Lengths::load(database, 3);
        std::vector<std::uint64_t> totals(3);
        std::size_t wrong = 0;
        for (std::uint32_t document = 1; document <= documents; ++document) {
            const auto got = lengths->of(document);
            wrong += std::vector<std::uint32_t>(got.begin(), got.end()) != expected[document];
            for (std::size_t field = 0; field < 3; ++field) {
                totals[field] += expected[document][field];
            }
        }
        CHECK(wrong == 0);
        CHECK(std::vector<std::uint64_t>(lengths->totals().begin(), lengths->totals().end()) ==
              totals);
    };
    for (std::uint32_t document = 1; document <= documents; ++document) {
        database.add_document(Xapian::Document());
        set(document, {below(20), below(300), below(3) == 0 ? 1'000'000U : 0U});
        if (document % 1000 == 0) writer.store(database);
    }
    check();
    for (int change = 0; change < 500; ++change) {
        set(1 + below(documents), {below(5), 0, below(7)});
    }
    set(documents, {0, 0, 0});
    writer.store(database);
    check();
}

TEST_CASE("an empty database has no lengths") {
    const test::TemporaryDirectory directory;
    Xapian::WritableDatabase database((directory / "x").string(), Xapian::DB_CREATE);
    const auto lengths = index::Lengths::load(database, 2);
    CHECK(lengths->totals()[0] == 0);
    CHECK(lengths->totals()[1] == 0);
}
