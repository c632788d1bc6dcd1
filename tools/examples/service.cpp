// A program that runs for long:  service INDEX
//
// One thread writes, eight search, all at once. Here the writer stops after twenty batches; a real
// service would go on until it is told to stop.
#include <array>
#include <atomic>
#include <cstdint>
#include <exception>
#include <iostream>
#include <quire/error.hpp>
#include <quire/index.hpp>
#include <quire/searcher.hpp>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr int batches = 20;
constexpr int batch_size = 50;
constexpr int searching_threads = 8;

quire::Document report(int number) {
    quire::Document document;
    document.id = std::to_string(number);
    document.title = "Report " + document.id;
    document.abstract = "What was measured in the laboratory on day " + document.id + ".";
    return document;
}

// What the threads tell each other. An exception must not leave a thread, so it is kept for main.
struct Shared {
    std::atomic<bool> stop = false;
    std::atomic<std::uint64_t> searches = 0;
    std::array<std::exception_ptr, searching_threads> failures;
};

// All threads share one Searcher: it is made for that, and opening one for each would only cost
// memory. Every search looks at the newest revision by itself.
void search_until_stopped(const quire::Searcher& searcher, Shared& shared, int thread) try {
    const quire::Query query = quire::Query::parse("laboratory measurements");
    quire::SearchOptions options;
    options.exact_total = true;
    std::uint64_t last = 0;
    while (!shared.stop) {
        const quire::SearchResults results = searcher.search(query, options);
        // A batch is seen as a whole or not at all, and never goes away again.
        if (results.total % batch_size != 0 || results.total < last) {
            throw std::runtime_error("saw half a batch");
        }
        last = results.total;
        ++shared.searches;
    }
} catch (...) {
    shared.failures[static_cast<std::size_t>(thread)] = std::current_exception();
}

void write_batches(quire::IndexWriter& writer) {
    for (int batch = 1; batch < batches; ++batch) {
        for (int i = 0; i < batch_size; ++i) writer.put(report(batch * batch_size + i));
        writer.commit();
    }
}

}  // namespace

int main(int count, char** words) try {
    if (count != 2) {
        std::cerr << "usage: service INDEX\n";
        return 2;
    }
    // An index can be searched from its first commit on.
    quire::IndexWriter writer = quire::IndexWriter::rebuild(words[1]);
    for (int i = 0; i < batch_size; ++i) writer.put(report(i));
    writer.commit();

    const quire::Searcher searcher(words[1]);
    Shared shared;
    {
        std::vector<std::jthread> threads;  // Joined when they go out of scope.
        for (int thread = 0; thread < searching_threads; ++thread) {
            threads.emplace_back([&, thread] { search_until_stopped(searcher, shared, thread); });
        }
        // The writer has this thread for itself: it is used by one thread at a time.
        try {
            write_batches(writer);
        } catch (...) {
            shared.stop = true;
            throw;
        }
        shared.stop = true;
    }
    for (const std::exception_ptr& failure : shared.failures) {
        if (failure) std::rethrow_exception(failure);
    }
    std::cerr << shared.searches << " searches meanwhile\n";
    std::cout << "the index holds " << searcher.info().documents << " documents\n";
} catch (const quire::Error& error) {
    std::cerr << "service: " << error.what() << '\n' << error.hint() << '\n';
    return 1;
} catch (const std::exception& error) {
    std::cerr << "service: " << error.what() << '\n';
    return 1;
}
