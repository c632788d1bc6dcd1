#include "index/fingerprint.hpp"

#include <xapian.h>

#include "index/layout.hpp"
#include "index/papers.hpp"
#include "quire/error.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;

TEST_CASE("a fingerprint survives being stored") {
    const auto entries = index::fingerprint("english");
    CHECK(index::parse_fingerprint(index::to_string(entries)) == entries);
    CHECK(index::value(entries, "language") == "english");
    CHECK(index::value(entries, "colour").empty());
    index::check(entries, "here");  // Agrees with itself.
}

TEST_CASE("opening an index of another version names every difference") {
    const test::TemporaryDirectory directory;
    const auto path = directory / "i";
    test::make_index(path, {test::paper("1", "a", "b")});
    {
        Xapian::WritableDatabase database((path / "gen-1" / "xapian").string());
        std::string stored = database.get_metadata("quire.fingerprint");
        const std::string ours =
            "icu " + std::string(index::value(index::fingerprint("english"), "icu"));
        stored.replace(stored.find(ours), ours.size(), "icu 12.3");
        const std::string format = "format " + std::to_string(index::format_version);
        stored.replace(stored.find(format), format.size(), "format 2");  // The one before.
        database.set_metadata("quire.fingerprint", stored);
        database.commit();
    }
    const auto check = [&](auto&& open) {
        try {
            open();
            FAIL("no error");
        } catch (const Error& error) {
            CHECK(error.code() == ErrorCode::incompatible_index);
            CHECK(std::string(error.what()) ==
                  path.string() + ": made with another version: format 2 (here " +
                      std::to_string(index::format_version) + "), icu 12.3 (here " +
                      std::string(index::value(index::fingerprint("english"), "icu")) + ")");
            CHECK(error.hint() ==
                  "Make the index again with this version (quire-index --rebuild), or use the "
                  "version that made it.");
        }
    };
    check([&] { Searcher{path}; });
    check([&] { IndexWriter::open(path); });
    IndexWriter writer = IndexWriter::rebuild(path);  // The way out that the hint names.
    writer.commit();
    CHECK(Searcher(path).info().documents == 0);
}
