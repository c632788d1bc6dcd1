#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "quire/corpus.hpp"
#include "quire/index.hpp"
#include "quire/searcher.hpp"
#include "search/asked.hpp"
#include "support.hpp"

using namespace quire;

TEST_CASE("the same query gives the same bytes from one thread or eight, however it was indexed") {
    const test::TemporaryDirectory directory;
    const auto make = [&](const char* name, unsigned threads) {
        WriterOptions writing;
        writing.threads = threads;
        IndexWriter index = IndexWriter::create(directory / name, {}, writing);
        DocumentReader reader(test::source_file("corpus/papers.jsonl"));
        while (const auto document = reader.next()) index.put(*document);
        index.commit();
        return Searcher(directory / name);
    };
    const Searcher searcher = make("by one", 1);
    const std::vector<std::string> asked = test::questions();
    const std::vector<SearchOptions> options = test::ways();
    const auto answer_of = [&](const Searcher& asked_one, std::size_t i) {
        return test::answer(asked_one, asked[i / options.size()], options[i % options.size()]);
    };
    const auto answer = [&](std::size_t i) { return answer_of(searcher, i); };

    std::vector<std::string> alone;
    std::size_t bytes = 0;
    for (std::size_t i = 0; i < asked.size() * options.size(); ++i) {
        alone.push_back(answer(i));
        bytes += alone.back().size();
    }
    REQUIRE(bytes > 100'000);  // Answers that are empty say little.

    const Searcher by_two = make("by two", 2);
    for (std::size_t i = 0; i < alone.size(); ++i) {
        CAPTURE(i);
        CHECK(answer_of(by_two, i) == alone[i]);
    }

    std::atomic<std::size_t> wrong = 0;
    std::vector<std::thread> threads;
    for (std::size_t t = 0; t < 8; ++t) {
        threads.emplace_back([&, t] {
            // Each begins elsewhere, so that different ones run at once.
            for (std::size_t step = 0; step < test::rounds(alone.size()); ++step) {
                const std::size_t i = (step * 7 + t * 13) % alone.size();
                if (answer(i) != alone[i]) ++wrong;
            }
        });
    }
    for (std::thread& thread : threads) thread.join();
    CHECK(wrong == 0);
}
