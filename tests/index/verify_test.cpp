// That damage to an index is found, whatever is damaged.
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "base/child.hpp"
#include "index/damaging.hpp"
#include "quire/error.hpp"
#include "quire/index.hpp"
#include "quire/maintenance.hpp"
#include "quire/searcher.hpp"
#include "search/asked.hpp"
#include "support.hpp"

using namespace quire;
namespace fs = std::filesystem;

namespace {

/// What `verify` says: "sound", or that there is damage, or the error that stopped it.
std::string verdict(const fs::path& index) {
    try {
        const Verification found = verify(index);
        if (found.sound) return "sound";
        REQUIRE(!found.damage.empty());
        return "damaged: " + found.damage.front();
    } catch (const Error& error) {
        return std::string(name(error.code())) + ": " + error.what();
    }
}

/// All answers, by a child process: a search over damaged bytes may crash, which is not the matter
/// here.
std::string answers(const fs::path& index, const std::vector<std::string>& ids) {
    std::string all;
    const std::string grief = run_in_child(
        [&](const Send& send) {
            for (const Engine engine : {Engine::automatic, Engine::xapian}) {
                send(test::all_answers(index, engine, ids));
            }
        },
        [&](std::string_view some) { all += some; }, std::chrono::seconds(60));
    return all + grief;
}

}  // namespace

TEST_CASE("an index that nothing happened to is sound") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "index";
    SUBCASE("as it was built") {
        test::make_sound_index(index);
        const Verification found = verify(index);
        CHECK(found.sealed);
        CHECK(found.sound);
        CHECK(found.documents == test::papers_of_corpus().size());
        CHECK(found.bytes > 100'000);
    }
    SUBCASE("and then changed") {
        test::make_sound_index(index);
        test::change_index(index);
        const Verification found = verify(index);
        CHECK(!found.sealed);
        CHECK(found.damage == std::vector<std::string>());
        CHECK(found.sound);
        CHECK(found.documents == Searcher(index).info().documents);
    }
    SUBCASE("empty") {
        test::make_sound_index(index);
        {
            IndexWriter writer = IndexWriter::open(index);
            for (const Document& paper : test::papers_of_corpus()) writer.remove(paper.id);
            writer.commit();
        }
        const Verification found = verify(index);
        CHECK(found.damage == std::vector<std::string>());
        CHECK(found.documents == 0);
    }
    SUBCASE("with fields that are not stored") {
        test::make_sound_index(
            index, Schema::parse("title text unstored\nabstract text\nauthors keyword many\n"
                                 "categories keyword many unstored\nyear integer unstored\n"
                                 "venue keyword\nurl keyword\nlanguage keyword\n"));
        test::change_index(index);
        const Verification found = verify(index);
        CHECK(found.damage == std::vector<std::string>());
        CHECK(found.documents > 0);
    }
}

TEST_CASE("a look at an index changes nothing, and a seal goes with the first change") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "index";
    test::make_sound_index(index);
    CHECK(fs::exists(index / "gen-1/seal"));
    {
        IndexWriter writer = IndexWriter::open(index);
        CHECK_FALSE(writer.remove("nobody"));
        writer.commit();
    }
    CHECK(verify(index).sealed);
    CHECK(verify(index).sound);
    {
        IndexWriter writer = IndexWriter::open(index);
        CHECK(writer.remove(test::papers_of_corpus().front().id));
    }
    CHECK(!fs::exists(index / "gen-1/seal"));
    CHECK(verify(index).sound);
}

TEST_CASE("where there is no index, a look at it says so") {
    const test::TemporaryDirectory directory;
    CHECK(verdict(directory / "nothing") ==
          "not_found: there is no index at " + (directory / "nothing").string());
}

TEST_CASE("every change of a byte of an index as it was built is found") {
    const test::TemporaryDirectory directory;
    test::make_sound_index(directory / "sound");
    std::size_t tried = 0;
    std::size_t wrong = 0;
    for (const std::uint64_t seed : test::seeds()) {
        test::Damager damager(seed);
        for (int i = 0; i < (test::long_mode() ? 350 : 20); ++i) {
            test::copy_index(directory / "sound", directory / "index");
            const std::string how = damager.damage(directory / "index");
            CAPTURE(how);
            const bool found = verdict(directory / "index") != "sound";
            CHECK(found);
            ++tried;
            if (!found) ++wrong;
        }
    }
    test::report_count("damages to an index as it was built", tried, wrong);
}

TEST_CASE("damage to a changed index that alters an answer is found") {
    const test::TemporaryDirectory directory;
    test::make_sound_index(directory / "sound");
    test::change_index(directory / "sound");
    std::vector<std::string> ids{"fresh"};
    for (const Document& paper : test::papers_of_corpus()) ids.push_back(paper.id);
    const std::string expected = answers(directory / "sound", ids);
    std::size_t tried = 0;
    std::size_t wrong = 0;
    for (const std::uint64_t seed : test::seeds()) {
        test::Damager damager(seed);
        for (int i = 0; i < (test::long_mode() ? 350 : 20); ++i) {
            test::copy_index(directory / "sound", directory / "index");
            const std::string how = damager.damage(directory / "index");
            CAPTURE(how);
            ++tried;
            if (verdict(directory / "index") != "sound") continue;
            const bool same = answers(directory / "index", ids) == expected;
            CHECK(same);
            if (!same) ++wrong;
        }
    }
    test::report_count("damages to a changed index", tried, wrong);
}
