// That damage to an index is found, whatever is damaged.
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
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

/// Damages copies of an index again and again; reports those of which `is_wrong` says so.
void try_damages(const fs::path& sound, const fs::path& copy, const char* what,
                 const std::function<bool()>& is_wrong) {
    std::size_t tried = 0;
    std::size_t wrong = 0;
    for (const std::uint64_t seed : test::seeds()) {
        test::Damager damager(seed);
        const std::size_t times = test::long_mode() ? 350 : test::rounds(20);
        for (std::size_t i = 0; i < times; ++i) {
            test::copy_index(sound, copy);
            const std::string how = damager.damage(copy);
            CAPTURE(how);
            const bool wrong_now = is_wrong();
            CHECK(!wrong_now);
            ++tried;
            if (wrong_now) ++wrong;
        }
    }
    test::report_count(what, tried, wrong);
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

TEST_CASE("each damage of an index as it was built is told in a sentence with the file") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "index";
    test::make_sound_index(index);
    const auto write = [&](const char* file, const std::string& bytes) {
        test::write_file(index / file, bytes);
    };
    const auto read = [&](const char* file) { return test::read_file(index / file); };
    std::string file;
    std::string sentence;
    SUBCASE("changed") {
        file = "gen-1/xapian/docdata.glass";
        std::string bytes = read(file.c_str());
        bytes.back() = static_cast<char>(bytes.back() ^ 1);
        write(file.c_str(), bytes);
        sentence = "is not what was sealed (its checksum differs)";
    }
    SUBCASE("longer") {
        file = "gen-1/image-1";
        const std::string bytes = read(file.c_str());
        write(file.c_str(), bytes + "x");
        sentence = "has " + std::to_string(bytes.size() + 1) + " bytes, but was sealed with " +
                   std::to_string(bytes.size());
    }
    SUBCASE("missing") {
        file = "gen-1/image-1";
        fs::remove(index / file);
        sentence = "is missing";
    }
    SUBCASE("added") {
        file = "gen-1/image-7";
        write(file.c_str(), "x");
        sentence = "was not there when it was sealed";
    }
    SUBCASE("seal") {
        file = "gen-1/seal";
        write(file.c_str(), read(file.c_str()) + " ");
        sentence = "the seal is damaged";
    }
    SUBCASE("CURRENT missing") {
        file = "CURRENT";
        fs::remove(index / file);
        sentence = "is missing, which names the generation in use";
    }
    SUBCASE("CURRENT changed") {
        file = "CURRENT";
        write(file.c_str(), "gen-2 00000000\n");
        sentence = "names no generation of the index";
    }
    const Verification found = verify(index);
    REQUIRE(!found.damage.empty());
    CHECK(found.damage.front() == (index / file).string() + ": " + sentence);
}

TEST_CASE("every change of a byte of an index as it was built is found") {
    const test::TemporaryDirectory directory;
    test::make_sound_index(directory / "sound");
    const fs::path copy = directory / "index";
    try_damages(directory / "sound", copy, "damages to an index as it was built",
                [&] { return verdict(copy) == "sound"; });
}

TEST_CASE("damage to a changed index that alters an answer is found") {
    const test::TemporaryDirectory directory;
    test::make_sound_index(directory / "sound");
    test::change_index(directory / "sound");
    std::vector<std::string> ids{"fresh"};
    for (const Document& paper : test::papers_of_corpus()) ids.push_back(paper.id);
    const std::string expected = answers(directory / "sound", ids);
    const fs::path copy = directory / "index";
    try_damages(directory / "sound", copy, "damages to a changed index",
                [&] { return verdict(copy) == "sound" && answers(copy, ids) != expected; });
}
