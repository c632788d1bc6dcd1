// Repairs and copies.
#include <xapian.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <map>
#include <string>
#include <thread>
#include <vector>

#include "index/damaging.hpp"
#include "quire/corpus.hpp"
#include "quire/error.hpp"
#include "quire/index.hpp"
#include "quire/maintenance.hpp"
#include "quire/searcher.hpp"
#include "search/asked.hpp"
#include "support.hpp"

using namespace quire;
namespace fs = std::filesystem;

namespace {

std::map<std::string, Document> documents_of(const fs::path& index) {
    std::map<std::string, Document> all;
    Searcher(index).for_each([&](const Document& document) { all[document.id] = document; });
    return all;
}

std::string answers(const fs::path& index) {
    return test::all_answers(index, Engine::automatic, {}) +
           test::all_answers(index, Engine::xapian, {});
}

}  // namespace

TEST_CASE("all documents of an index are handed on in the order in which they came in") {
    const test::TemporaryDirectory directory;
    test::make_sound_index(directory / "index");
    std::vector<Document> found;
    const Searcher searcher(directory / "index");
    searcher.for_each([&](const Document& document) { found.push_back(document); });
    CHECK(found == test::papers_of_corpus());
    CHECK_THROWS_AS(searcher.for_each([](const Document&) { throw std::runtime_error("enough"); }),
                    std::runtime_error);
}

TEST_CASE("a sound index is left alone by a repair") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "index";
    test::make_sound_index(index);
    const Repair done = repair(index);
    CHECK(done.before.sound);
    CHECK(done.lost.empty());
    CHECK(Searcher(index).info().generation == 1);
    CHECK(verify(index).sealed);
}

TEST_CASE("what is not of the documents is repaired without a rebuild") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "index";
    test::make_sound_index(index);
    const std::string expected = answers(index);
    const auto flip = [&](const char* file, std::size_t at) {
        std::string bytes = test::read_file(index / file);
        bytes.at(at) = static_cast<char>(bytes[at] ^ 4);
        test::write_file(index / file, bytes);
    };
    SUBCASE("a page of the image") {
        flip("gen-1/image-1", 5000);
    }
    SUBCASE("the end of the image") {
        flip("gen-1/image-1", fs::file_size(index / "gen-1/image-1") - 1);
    }
    SUBCASE("the image is gone") {
        fs::remove(index / "gen-1/image-1");
    }
    SUBCASE("the seal") {
        flip("gen-1/seal", 3);
    }
    SUBCASE("CURRENT") {
        flip("CURRENT", 4);
    }
    SUBCASE("CURRENT is gone") {
        fs::remove(index / "CURRENT");
    }
    REQUIRE(!verify(index).sound);
    const Repair done = repair(index);
    CHECK(!done.before.sound);
    CHECK(done.lost.empty());
    CHECK(done.documents == test::papers_of_corpus().size());
    CHECK(verify(index).damage == std::vector<std::string>());
    CHECK(Searcher(index).info().generation == 1);
    CHECK(Searcher(index).info().image);
    CHECK(answers(index) == expected);
}

TEST_CASE("an index is made again of the documents that can be read, and those lost are named") {
    const test::TemporaryDirectory directory;
    const fs::path sound = directory / "sound";
    const fs::path index = directory / "index";
    test::make_sound_index(sound);
    test::change_index(sound);
    const std::map<std::string, Document> documents = documents_of(sound);
    std::size_t tried = 0;
    std::size_t wrong = 0;
    std::size_t hopeless = 0;
    std::vector<std::uint64_t> seeds = test::seeds();
    seeds.push_back(667255300);  // Of a document nothing was left, neither number nor id.
    for (const std::uint64_t seed : seeds) {
        test::Damager damager(seed);
        const std::size_t rounds = test::long_mode() ? 100 : test::rounds(8);
        for (std::size_t i = 0; i < rounds; ++i) {
            test::copy_index(sound, index);
            std::string how;
            for (std::size_t times = 0; times <= i % 4; ++times)
                how += damager.damage(index) + ", ";
            CAPTURE(how);
            bool right = true;
            try {
                const Repair done = repair(index);
                const std::map<std::string, Document> left = documents_of(index);
                right = verify(index).sound && left.size() == done.documents;
                // What is there is what was there; what is not is named.
                for (const auto& [id, document] : documents) {
                    const auto known = left.find(id);
                    right = right &&
                            (known != left.end() ? known->second == document : !done.before.sound);
                }
                right = right && documents.size() - left.size() <= done.lost.size();
            } catch (const Error& error) {
                // What leads to everything else is damaged.
                ++hopeless;
                CAPTURE(error.what());
                const bool told = error.code() == ErrorCode::corrupt_index ||
                                  error.code() == ErrorCode::incompatible_index;
                CHECK(told);
                right = told;
            }
            CHECK(right);
            ++tried;
            if (!right) ++wrong;
        }
    }
    CHECK(hopeless < tried / 2);
    test::report_count("repairs (" + std::to_string(hopeless) + " without hope)", tried, wrong);
}

TEST_CASE("an index whose words are not stored is not made again without them") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "index";
    test::make_sound_index(
        index,
        Schema::parse(
            "title text\nabstract text unstored\nauthors keyword many\ncategories keyword many\n"
            "venue keyword\nurl keyword\nyear integer\n"));
    const fs::path file = index / "gen-1/xapian/termlist.glass";
    test::write_file(file, test::read_file(file).substr(0, 9000));
    try {
        repair(index);
        FAIL("it was repaired");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::invalid_argument);
        CHECK(std::string(error.what()) ==
              index.string() +
                  ": it cannot be made again of what it stores, which is not abstract");
    }
    // Nothing has changed.
    CHECK(fs::file_size(file) == 9000);
    CHECK(!fs::exists(index / "gen-2"));
}

TEST_CASE(
    "an image that is whole outlasts the repair of CURRENT, also one that cannot be made again") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "index";
    test::make_sound_index(
        index,
        Schema::parse("title text\nabstract text unstored\nauthors keyword many\n"
                      "categories keyword many\nvenue keyword\nurl keyword\nyear integer\n"));
    fs::remove(index / "CURRENT");
    CHECK(repair(index).lost.empty());
    CHECK(Searcher(index).info().image);
}

TEST_CASE("an index that does not say its schema or language is repaired with what is given") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "index";
    test::make_sound_index(index);
    fs::remove(index / "gen-1/seal");
    const char* key = nullptr;
    const char* value = "";
    SUBCASE("schema") {
        key = "quire.schema";
        value = "nonsense";
    }
    SUBCASE("language") {
        key = "quire.fingerprint";
    }
    {
        Xapian::WritableDatabase database((index / "gen-1/xapian").string(), Xapian::DB_OPEN);
        database.set_metadata(key, value);
        database.commit();
    }
    try {
        repair(index);
        FAIL("it was repaired");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::corrupt_index);
        CHECK(std::string(error.what()) ==
              index.string() + ": it does not say any more which schema it has");
        CHECK(error.hint() ==
              "Say so (quire-index --repair --schema FILE, and --language if it is not english).");
    }
    const IndexOptions papers;
    const Repair done = repair(index, {}, &papers);
    CHECK(done.lost.empty());
    CHECK(documents_of(index).size() == test::papers_of_corpus().size());
    CHECK(verify(index).sound);
}

TEST_CASE("where no document can be read any more, a repair says so and changes nothing") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "index";
    test::make_sound_index(index);
    test::write_file(index / "gen-1/xapian/iamglass", "nonsense");
    try {
        repair(index);
        FAIL("it was repaired");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::corrupt_index);
        CHECK(std::string(error.what()) ==
              (index / "gen-1/xapian").string() + ": no document can be read any more");
        CHECK(error.hint().starts_with("Restore a copy"));
    }
    CHECK(!fs::exists(index / "gen-2"));
}

TEST_CASE("a copy has the documents and answers of the index, and its seal") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "index";
    const fs::path copy = directory / "copies/copy";
    test::make_sound_index(index);
    back_up(index, copy);
    CHECK(verify(copy).sealed);
    CHECK(verify(copy).sound);
    CHECK(answers(copy) == answers(index));
    try {
        back_up(index, copy);
        FAIL("it was copied over another one");
    } catch (const Error& error) {
        CHECK(error.code() == ErrorCode::already_exists);
        CHECK(error.what() == "there is something at " + copy.string() + " already");
    }
    CHECK_THROWS_AS(back_up(directory / "nothing", directory / "other"), Error);
    CHECK(!fs::exists(directory / "other"));
}

TEST_CASE("a copy that is made while a writer commits is an index of one revision") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "index";
    test::make_sound_index(index);
    // Every commit replaces all papers of a batch: one copy has all of them from the same commit.
    std::atomic<bool> done = false;
    std::thread writing([&] {
        IndexWriter writer = IndexWriter::open(index);
        for (int round = 1; !done; ++round) {
            for (int i = 0; i < 20; ++i) {
                Document paper;
                paper.id = "batch-" + std::to_string(i);
                paper.title = "round " + std::to_string(round);
                writer.put(paper);
            }
            writer.commit();
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    });
    const int copies = test::long_mode() ? 100 : 6;
    const auto name = [&](int i) { return directory / ("copy-" + std::to_string(i)); };
    for (int i = 0; i < copies; ++i) back_up(index, name(i));
    done = true;
    writing.join();
    // Not while another thread is at work: verification forks.
    for (int i = 0; i < copies; ++i) {
        for (const std::string& sentence : verify(name(i)).damage) FAIL_CHECK(sentence);
        std::map<std::string, int> rounds;
        for (const auto& [id, document] : documents_of(name(i))) {
            if (id.starts_with("batch-")) ++rounds[document.title];
        }
        CHECK(rounds.size() <= 1);
        CHECK((rounds.empty() || rounds.begin()->second == 20));
    }
    CHECK(verify(index).damage == std::vector<std::string>());
}
