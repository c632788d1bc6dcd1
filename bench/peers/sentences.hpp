// The papers that corpora and queries are made from. The same bytes wherever it runs.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace peers {

/// `text` cut behind each full stop, question or exclamation mark before a space and a capital.
std::vector<std::string> sentences(std::string_view text);

/// Numbers from a fixed seed. What std::shuffle and the distributions make of an engine is left to
/// each standard library, the engine itself is not.
class Random {
public:
    explicit Random(std::uint64_t seed) : engine_(seed) {}

    /// A number below `end`, which is not 0.
    std::size_t below(std::size_t end) { return static_cast<std::size_t>(engine_() % end); }

    template <class T>
    void shuffle(std::vector<T>& values) {
        for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
    }

    template <class T>
    const T& any(const std::vector<T>& values) {
        return values[below(values.size())];
    }

private:
    std::mt19937_64 engine_;
};

}  // namespace peers
