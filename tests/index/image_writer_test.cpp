#include "index/image_writer.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <random>
#include <set>
#include <string>
#include <vector>

#include "index/damaging.hpp"
#include "quire/index.hpp"
#include "quire/searcher.hpp"
#include "search/asked.hpp"
#include "support.hpp"

using namespace quire;
namespace fs = std::filesystem;

namespace {

/// The one image of an index.
fs::path image_of(const fs::path& index) {
    std::vector<fs::path> images;
    for (const auto& entry : fs::directory_iterator(index / "gen-1")) {
        if (entry.path().filename().string().starts_with("image-")) images.push_back(entry.path());
    }
    REQUIRE(images.size() == 1);
    return images.front();
}

}  // namespace

TEST_CASE("after any changes the image is the one that is made of the stored documents at once") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "index";
    const fs::path again = directory / "again";
    const std::vector<Document> papers = test::papers_of_corpus();
    for (const std::uint64_t seed : test::seeds()) {
        CAPTURE(seed);
        std::mt19937_64 random(seed);
        const auto below = [&](std::size_t n) {
            return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
        };
        std::size_t made = 0;
        std::vector<std::string> ids;
        const auto fresh = [&] {
            Document paper = papers[made % papers.size()];
            paper.id = "paper" + std::to_string(made++);
            ids.push_back(paper.id);
            return paper;
        };
        fs::remove_all(index);
        {
            // Lists of several blocks.
            IndexWriter writer = IndexWriter::create(index);
            while (made < 3 * papers.size()) writer.put(fresh());
            writer.commit();
        }
        for (std::size_t round = 0; round < test::rounds(4); ++round) {
            CAPTURE(round);
            IndexWriter writer = IndexWriter::open(index);
            for (std::size_t commit = 0; commit < 2; ++commit) {
                for (std::size_t left = below(6); left > 0; --left) {
                    Document paper = papers[below(papers.size())];
                    paper.id = ids[below(ids.size())];
                    paper.abstract += " What was revised speaks of a word" + std::to_string(left);
                    writer.put(paper);
                }
                for (std::size_t left = below(4); left > 0; --left) {
                    writer.remove(ids[below(ids.size())]);
                }
                // An image ends with the last document that it ever had.
                for (std::size_t left = 1 + below(3); left > 0; --left) writer.put(fresh());
                writer.commit();
            }
            test::copy_index(index, again);
            fs::remove(image_of(again));
            IndexWriter::open(again).commit();
            const bool same = test::read_file(image_of(index)) == test::read_file(image_of(again));
            CHECK(same);
        }
        const bool same_answers = test::all_answers(index, Engine::image, ids) ==
                                  test::all_answers(index, Engine::xapian, ids);
        CHECK(same_answers);
    }
}
