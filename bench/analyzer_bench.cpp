// How fast text becomes tokens.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include "papers.hpp"
#include "text/analyzer.hpp"

namespace {

using quire::text::Analyzer;
using quire::text::AnalyzerOptions;
using quire::text::Token;

std::vector<std::string> texts() {
    std::vector<std::string> result;
    for (const quire::Document& paper : quire::bench::papers()) {
        result.push_back(paper.title + "\n" + paper.abstract);
    }
    return result;
}

/// Titles and abstracts, one after the other, as a writer reads them.
void analyze(benchmark::State& state, const AnalyzerOptions& options) {
    const std::vector<std::string> inputs = texts();
    std::size_t round_bytes = 0;
    for (const std::string& text : inputs) round_bytes += text.size();

    Analyzer analyzer(options);
    std::vector<Token> tokens;
    std::size_t words = 0;
    for (auto _ : state) {
        for (const std::string& text : inputs) {
            analyzer.analyze(text, tokens);
            words += tokens.size();
        }
    }
    state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(round_bytes));
    state.SetItemsProcessed(static_cast<std::int64_t>(words));
}

BENCHMARK_CAPTURE(analyze, english, AnalyzerOptions{});
BENCHMARK_CAPTURE(analyze, english_through_icu,
                  AnalyzerOptions{.language = "english", .ascii_fast_path = false});
BENCHMARK_CAPTURE(analyze, no_language, AnalyzerOptions{.language = "none"});

/// A new analyzer and one query: what a process pays that searches once.
void first_query(benchmark::State& state) {
    for (auto _ : state) {
        Analyzer analyzer;
        benchmark::DoNotOptimize(analyzer.analyze("disentangled diffusion"));
    }
}
BENCHMARK(first_query);

}  // namespace
