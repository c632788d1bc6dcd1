// How fast the best documents are found, with what makes it slower or quicker.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "papers.hpp"
#include "peers/sentences.hpp"
#include "quire/index.hpp"
#include "quire/searcher.hpp"

namespace {

using quire::SearchOptions;

/// An index of 100 times the papers, their sentences dealt out anew, for as long as it lives.
class Index {
public:
    Index() {
        std::filesystem::remove_all(folder_);
        quire::IndexWriter writer = quire::IndexWriter::create(folder_);
        std::vector<quire::Document> papers = quire::bench::papers();
        std::vector<std::string> sentences;
        for (const quire::Document& paper : papers) {
            for (std::string& one : peers::sentences(paper.abstract)) {
                sentences.push_back(std::move(one));
            }
        }
        peers::Random random(3);
        constexpr int times = 100;
        for (int round = 0; round < times; ++round) {
            random.shuffle(sentences);
            auto sentence = sentences.begin();
            for (const quire::Document& paper : papers) {
                quire::Document document = paper;
                document.id += "/" + std::to_string(round);
                document.year = 2000 + static_cast<std::int64_t>(random.below(25));
                document.abstract.clear();
                for (std::size_t left = peers::sentences(paper.abstract).size(); left > 0; --left) {
                    document.abstract += *sentence++ + " ";
                }
                writer.put(document);
            }
        }
        writer.commit();
    }
    ~Index() {
        std::error_code ignored;
        std::filesystem::remove_all(folder_, ignored);
    }
    Index(const Index&) = delete;
    Index& operator=(const Index&) = delete;

    const std::filesystem::path& folder() const { return folder_; }

private:
    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / "quire-search-bench.index";
};

const quire::Searcher& searcher() {
    static const Index index;
    static const quire::Searcher searcher(index.folder());
    return searcher;
}

void search(benchmark::State& state, const std::string& text, SearchOptions options) {
    const quire::Searcher& papers = searcher();
    const quire::Query query = quire::Query::parse(text);
    for (auto _ : state) benchmark::DoNotOptimize(papers.search(query, options));
    state.SetItemsProcessed(state.iterations());
}

SearchOptions bare() {
    SearchOptions options;
    options.fields = {"title"};
    options.highlights = false;
    return options;
}

SearchOptions top(std::size_t limit) {
    SearchOptions options = bare();
    options.limit = limit;
    return options;
}

SearchOptions unpruned() {
    SearchOptions options = bare();
    options.pruning = false;
    return options;
}

BENCHMARK_CAPTURE(search, one_word, "diffusion", bare());
BENCHMARK_CAPTURE(search, two_words, "diffusion latent", bare());
BENCHMARK_CAPTURE(search, five_words, "disentangled diffusion latent space models", bare());
BENCHMARK_CAPTURE(search, five_words_unpruned, "disentangled diffusion latent space models",
                  unpruned());
BENCHMARK_CAPTURE(search, five_words_top_1000, "disentangled diffusion latent space models",
                  top(1000));
BENCHMARK_CAPTURE(search, all_of_three, "diffusion AND latent AND space", bare());
BENCHMARK_CAPTURE(search, phrase, "\"diffusion models\"", bare());
BENCHMARK_CAPTURE(search, year, "diffusion latent year:2019", bare());
BENCHMARK_CAPTURE(search, snippets, "disentangled diffusion latent space models", SearchOptions());

}  // namespace
