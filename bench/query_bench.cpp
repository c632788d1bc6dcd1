// How fast a query is parsed.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include "papers.hpp"
#include "quire/query.hpp"

namespace {

using quire::Query;

/// Titles as they are pasted into a search box.
void parse_titles(benchmark::State& state) {
    const std::vector<quire::Document> papers = quire::bench::papers();
    for (auto _ : state) {
        for (const quire::Document& paper : papers) {
            benchmark::DoNotOptimize(Query::parse(paper.title));
        }
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(papers.size()));
}
BENCHMARK(parse_titles);

/// Every kind of clause.
void parse_operators(benchmark::State& state) {
    const std::string text =
        R"("neural machine translation" low-resource title:diffusion year:2020 -"image generation")";
    for (auto _ : state) benchmark::DoNotOptimize(Query::parse(text));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(parse_operators);

void print(benchmark::State& state) {
    const Query query = Query::parse(R"("neural machine translation" -gan title:diffusion)");
    for (auto _ : state) benchmark::DoNotOptimize(query.to_string());
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(print);

/// A whole text pasted as a query, with all that opens a clause: the time must grow as its length.
void parse_long(benchmark::State& state) {
    const auto length = static_cast<std::size_t>(state.range(0));
    std::string text;
    while (text.size() < length) text += R"(word "a phrase" -f:"x y" :: - "" )";
    for (auto _ : state) benchmark::DoNotOptimize(Query::parse(text));
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(text.size()));
    state.SetComplexityN(state.range(0));
}
BENCHMARK(parse_long)->RangeMultiplier(8)->Range(1 << 10, 1 << 19)->Complexity(benchmark::oN);

}  // namespace
