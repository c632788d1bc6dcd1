// What ranking models cost: processor time of a query, against plain BM25.
//
//   quality_cost INDEX PAPERS [MODEL...]
//
// Asks INDEX for every fiftieth title of PAPERS, the file that it was made of, whole and as its three
// longest words, in one thread, for ten hits. The models take turns at each query, so that a busy
// machine slows all alike; what is printed are means of a thread's processor time.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <exception>
#include <iterator>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

#include "quire/corpus.hpp"
#include "quire/ranking.hpp"
#include "quire/searcher.hpp"

namespace {

using Strings = std::vector<std::string>;

Strings titles(const std::string& papers) {
    constexpr std::size_t every = 50;
    quire::DocumentReader reader(papers);
    Strings result;
    for (std::size_t i = 0; const auto paper = reader.next(); ++i) {
        if (i % every == 0 && !paper->title.empty()) result.push_back(paper->title);
    }
    return result;
}

std::string longest_words(const std::string& title) {
    std::istringstream in(title);
    Strings words{std::istream_iterator<std::string>(in), {}};
    std::ranges::stable_sort(words, std::ranges::greater{}, &std::string::size);
    words.resize(std::min<std::size_t>(words.size(), 3));
    std::string text;
    for (const std::string& word : words) text += word + ' ';
    return text;
}

double processor_microseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e6 + static_cast<double>(now.tv_nsec) / 1e3;
}

/// Means over the queries, in the order of the models.
std::vector<double> costs(const quire::Searcher& searcher, const Strings& queries,
                          const Strings& models, quire::Engine engine) {
    quire::SearchOptions options;
    options.highlights = false;
    options.fields = {"id"};
    options.engine = engine;
    std::vector<double> sums(models.size());
    // The first round warms the caches up.
    for (const bool counts : {false, true}) {
        for (const std::string& query : queries) {
            for (std::size_t i = 0; i < models.size(); ++i) {
                options.model = quire::RankingModel::parse(models[i]);
                const double start = processor_microseconds();
                searcher.search(quire::Query::plain(query), options);
                if (counts) sums[i] += processor_microseconds() - start;
            }
        }
    }
    for (double& sum : sums) sum /= static_cast<double>(queries.size());
    return sums;
}

void print_costs(const quire::Searcher& searcher, const Strings& whole, const Strings& models) {
    Strings words;
    for (const std::string& title : whole) words.push_back(longest_words(title));
    std::printf("| queries | engine | model | microseconds | to %s |\n|---|---|---|---|---|\n",
                models.front().c_str());
    for (const auto& [kind, queries] : {std::pair{"titles", &whole}, {"three words", &words}}) {
        for (const auto& [name, engine] :
             {std::pair{"image", quire::Engine::image}, {"xapian", quire::Engine::xapian}}) {
            const std::vector<double> found = costs(searcher, *queries, models, engine);
            for (std::size_t i = 0; i < models.size(); ++i) {
                std::printf("| %s | %s | `%s` | %.0f | %.2f |\n", kind, name, models[i].c_str(),
                            found[i], found[i] / found.front());
            }
        }
    }
}

}  // namespace

int main(int count, char** arguments) try {
    if (count < 3) {
        std::fputs("usage: quality_cost INDEX PAPERS [MODEL...]\n", stderr);
        return 2;
    }
    Strings models(arguments + 3, arguments + count);
    if (models.empty()) models = {"bm25", "bm25f", "bm25f+sdm", "best"};
    print_costs(quire::Searcher(arguments[1]), titles(arguments[2]), models);
} catch (const std::exception& error) {
    std::fprintf(stderr, "quality_cost: %s\n", error.what());
    return 1;
}
