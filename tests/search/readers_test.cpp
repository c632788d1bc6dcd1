// Readers beside a writer, in threads and in other processes.
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <filesystem>
#include <new>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "quire/error.hpp"
#include "quire/index.hpp"
#include "quire/searcher.hpp"
#include "support.hpp"

using namespace quire;
namespace fs = std::filesystem;

namespace {

using Clock = std::chrono::steady_clock;

/// In every revision all papers say the same number, so that an answer that mixes two shows.
constexpr std::size_t papers = 60;

void write_revision(IndexWriter& writer, int number) {
    for (std::size_t i = 0; i < papers; ++i) {
        Document paper;
        paper.id = "p" + std::to_string(i);
        paper.title = "counting";
        paper.abstract = "revision number" + std::to_string(number);
        writer.put(paper);
    }
    writer.commit();
}

struct Counts {
    std::atomic<std::size_t> searches = 0;
    std::atomic<std::size_t> wrong = 0;
};

/// Counts that the processes forked from this one add to.
class SharedCounts {
public:
    SharedCounts()
        : memory_(::mmap(nullptr, sizeof(Counts), PROT_READ | PROT_WRITE,
                         MAP_SHARED | MAP_ANONYMOUS, -1, 0)) {
        REQUIRE(memory_ != MAP_FAILED);
        counts_ = new (memory_) Counts;
    }
    ~SharedCounts() { ::munmap(memory_, sizeof(Counts)); }
    SharedCounts(const SharedCounts&) = delete;
    SharedCounts& operator=(const SharedCounts&) = delete;

    Counts& operator*() const { return *counts_; }

private:
    void* memory_;
    Counts* counts_ = nullptr;
};

/// Searches without pause. Wrong is what is no whole answer of one revision, of an earlier one than
/// the last, or an error.
void read_until(Clock::time_point end, const Searcher& searcher, Counts& counts) {
    std::uint64_t last = 0;
    for (std::size_t i = 0; Clock::now() < end; ++i) {
        SearchOptions options;
        options.limit = papers;
        options.engine = i % 3 == 0 ? Engine::xapian : Engine::automatic;
        std::string wrong;
        try {
            const SearchResults results = searcher.search(
                Query::parse(i % 2 == 0 ? "counting revision" : "\"counting\""), options);
            std::set<std::string> texts;
            for (const Hit& hit : results.hits) texts.insert(hit.document.abstract);
            const std::uint64_t now = results.generation * 1'000'000 + results.revision;
            if (texts.size() != 1) wrong = std::to_string(texts.size()) + " revisions";
            if (results.hits.size() != papers)
                wrong = std::to_string(results.hits.size()) + " hits";
            if (now < last) wrong = "an earlier revision";
            last = now;
        } catch (const std::exception& error) {
            wrong = error.what();
        }
        ++counts.searches;
        if (wrong.empty()) continue;
        ++counts.wrong;
        std::fprintf(stderr, "a reader got: %s\n", wrong.c_str());
    }
}

}  // namespace

TEST_CASE("readers that search while a writer commits get whole answers of one revision") {
    const test::TemporaryDirectory directory;
    const fs::path index = directory / "index";
    {
        IndexWriter writer = IndexWriter::create(index);
        write_revision(writer, 0);
    }
    const SharedCounts counts;
    const Clock::time_point begin = Clock::now();
    const Clock::time_point end = begin + std::chrono::seconds(test::long_mode() ? 60 : 5);

    std::vector<pid_t> processes;
    for (int i = 0; i < 4; ++i) {
        const pid_t process = ::fork();
        REQUIRE(process >= 0);
        if (process == 0) {
            try {
                read_until(end, Searcher(index), *counts);
            } catch (...) {
                ++(*counts).wrong;
            }
            ::_exit(0);
        }
        processes.push_back(process);
    }
    const Searcher searcher(index);
    std::vector<std::thread> threads;
    for (int i = 0; i < 8; ++i) {
        threads.emplace_back([&] { read_until(end, searcher, *counts); });
    }

    std::size_t commits = 0;
    for (Clock::time_point next = begin; Clock::now() < end;) {
        // A writer makes some changes in place, and then all anew.
        IndexWriter writer =
            commits % 20 == 10 ? IndexWriter::rebuild(index) : IndexWriter::open(index);
        for (int i = 0; i < 10 && Clock::now() < end; ++i) {
            write_revision(writer, static_cast<int>(++commits));
            next = std::max(next + std::chrono::milliseconds(50), Clock::now());
            std::this_thread::sleep_until(next);
        }
    }
    for (std::thread& thread : threads) thread.join();
    for (const pid_t process : processes) {
        int status = 0;
        REQUIRE(::waitpid(process, &status, 0) == process);
        CHECK(WIFEXITED(status));
        CHECK(WEXITSTATUS(status) == 0);
    }
    test::report_count("searches beside a writer", (*counts).searches, (*counts).wrong);
    CHECK((*counts).wrong == 0);
    CHECK((*counts).searches > 40);
    CHECK(commits > 5);
}
