// How fast the numbers of a block of postings are unpacked.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <string>
#include <vector>

#include "image/bits.hpp"

namespace {

void unpack(benchmark::State& state) {
    constexpr std::size_t count = 128;
    const auto width = static_cast<unsigned>(state.range(0));
    std::vector<std::uint32_t> numbers(count);
    for (std::size_t i = 0; i < count; ++i) {
        numbers[i] = static_cast<std::uint32_t>(i * 2'654'435'761U) >> (32 - width);
    }
    std::string packed;
    quire::image::pack(numbers, width, packed);
    packed.append(quire::image::unpack_slack, '\0');
    for (auto _ : state) {
        quire::image::unpack(packed.data(), width, 0, numbers);
        benchmark::DoNotOptimize(numbers.data());
        benchmark::ClobberMemory();
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(count));
}
BENCHMARK(unpack)->ArgName("width")->Arg(1)->Arg(2)->Arg(4)->Arg(7)->Arg(8)->Arg(12)->Arg(20);

}  // namespace
