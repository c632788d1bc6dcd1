// The fuzz targets in the normal tests: over the seeds and some thousands of mutations of them.
#include <doctest/doctest.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <exception>
#include <filesystem>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "support.hpp"

extern "C" int fuzz_query(const std::uint8_t* data, std::size_t size);
extern "C" int fuzz_search(const std::uint8_t* data, std::size_t size);

namespace {

using Target = int (*)(const std::uint8_t*, std::size_t);
using Random = std::mt19937;

std::size_t below(Random& random, std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

std::vector<std::string> seeds() {
    std::vector<std::filesystem::path> files;
    for (const auto& entry :
         std::filesystem::directory_iterator(quire::test::source_file("tests/fuzz/seeds/query"))) {
        files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<std::string> texts;
    for (const auto& file : files) texts.push_back(quire::test::read_file(file));
    return texts;
}

std::string mutated(Random& random, const std::vector<std::string>& from) {
    static constexpr std::string_view signs = "\"()+-~^*?:=\\<>. \n\xFF\xE2\x80\x9C/AND";
    std::string text = from[below(random, from.size())];
    for (std::size_t left = 1 + below(random, 5); left > 0; --left) {
        const std::size_t at = below(random, text.size() + 1);
        const std::size_t length = below(random, 8);
        switch (below(random, 5)) {
            case 0:
                text.insert(at, 1, signs[below(random, signs.size())]);
                break;
            case 1:
                text.insert(at, 1, static_cast<char>(below(random, 256)));
                break;
            case 2:
                text.erase(at, length);
                break;
            case 3:
                text.insert(below(random, text.size() + 1), std::string(text, at, length));
                break;
            default: {
                const std::string& other = from[below(random, from.size())];
                text.insert(at, other, below(random, other.size() + 1), 2 * length);
            }
        }
    }
    return text;
}

void run(Target target, const std::string& text) {
    try {
        target(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    } catch (const std::exception& wrong) {
        FAIL(wrong.what() << ", for \"" << text << '"');
    }
}

void run(Target target, std::size_t mutations) {
    const std::vector<std::string> texts = seeds();
    REQUIRE(texts.size() >= 10);
    for (const std::string& text : texts) run(target, text);
    Random random(4);
    for (std::size_t i = 0; i < mutations; ++i) run(target, mutated(random, texts));
}

}  // namespace

TEST_CASE("bytes that are mutated from queries are read and printed as the fuzzer wants it") {
    run(fuzz_query, 20'000);
}

TEST_CASE("bytes that are mutated from queries search as the fuzzer wants it") {
    run(fuzz_search, 2'000);
}
