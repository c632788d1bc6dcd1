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
extern "C" int fuzz_corpus(const std::uint8_t* data, std::size_t size);
extern "C" int fuzz_evaluation(const std::uint8_t* data, std::size_t size);
extern "C" int fuzz_blob(const std::uint8_t* data, std::size_t size);
extern "C" int fuzz_image(const std::uint8_t* data, std::size_t size);

namespace {

using Target = int (*)(const std::uint8_t*, std::size_t);
using Random = std::mt19937;

std::size_t below(Random& random, std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

std::vector<std::string> seeds(const std::string& folder) {
    std::vector<std::filesystem::path> files;
    for (const auto& entry : std::filesystem::directory_iterator(
             quire::test::source_file("tests/fuzz/seeds/" + folder))) {
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

/// What a string literal of C++ would be, or printf's format.
std::string spelled_out(const std::string& text) {
    std::string spelled;
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\' && c != '%') {
            spelled += c;
        } else {
            for (int shift = 6; shift >= 0; shift -= 3) {
                spelled += shift == 6 ? "\\" : "";
                spelled += static_cast<char>('0' + (byte >> shift) % 8);
            }
        }
    }
    return spelled;
}

void run(Target target, const std::string& text) {
    try {
        target(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
    } catch (const std::exception& wrong) {
        const std::string message =
            std::string(wrong.what()) + ", for \"" + spelled_out(text) + "\"";
        FAIL(message);
    }
}

void run(Target target, const std::string& folder, std::size_t mutations) {
    const std::vector<std::string> texts = seeds(folder);
    REQUIRE(texts.size() >= 3);
    for (const std::string& text : texts) run(target, text);
    Random random(4);
    for (std::size_t i = 0; i < quire::test::rounds(mutations); ++i) run(target, mutated(random, texts));
}

}  // namespace

TEST_CASE("bytes that are mutated from queries are read and printed as the fuzzer wants it") {
    run(fuzz_query, "query", 20'000);
}

TEST_CASE("bytes that are mutated from queries search as the fuzzer wants it") {
    run(fuzz_search, "query", 2'000);
}

TEST_CASE("bytes that are mutated from files of papers are read as the fuzzer wants it") {
    run(fuzz_corpus, "corpus", 5'000);
}

TEST_CASE(
    "bytes that are mutated from topics, judgments and runs are read as the fuzzer wants it") {
    run(fuzz_evaluation, "evaluation", 10'000);
}

TEST_CASE("bytes that are mutated from what is stored are read as the fuzzer wants it") {
    run(fuzz_blob, "blob", 20'000);
}

TEST_CASE("an image of which bytes are changed is read as the fuzzer wants it") {
    run(fuzz_image, "image", 1'000);
}
