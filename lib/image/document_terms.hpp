// The terms of one document with their occurrences, side by side in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "image/format.hpp"

namespace quire::image {

class DocumentTerms {
public:
    struct Term {
        std::string_view term;
        Kind kind;
        std::span<const std::uint32_t> frequencies;  ///< By text field; of what is not text one.
        std::span<const std::uint32_t> positions;    ///< As many as occurrences; none if `counted`.
    };

    /// Each term once. Frequencies and positions as `Term` has them.
    void add(std::string_view term, Kind kind, std::span<const std::uint32_t> frequencies,
             std::span<const std::uint32_t> positions) {
        entries_.push_back({text_.size(), term.size(), kind, numbers_.size(), frequencies.size(),
                            positions.size()});
        text_ += term;
        numbers_.insert(numbers_.end(), frequencies.begin(), frequencies.end());
        numbers_.insert(numbers_.end(), positions.begin(), positions.end());
    }

    std::size_t size() const { return entries_.size(); }
    Term operator[](std::size_t i) const {
        const Entry& entry = entries_[i];
        const std::span numbers = std::span(numbers_).subspan(entry.numbers);
        return {std::string_view(text_).substr(entry.text, entry.size), entry.kind,
                numbers.first(entry.frequencies),
                numbers.subspan(entry.frequencies, entry.positions)};
    }

    void clear() {
        text_.clear();
        numbers_.clear();
        entries_.clear();
    }

private:
    struct Entry {
        std::size_t text;
        std::size_t size;
        Kind kind;
        std::size_t numbers;
        std::size_t frequencies;
        std::size_t positions;
    };

    std::string text_;
    std::vector<std::uint32_t> numbers_;
    std::vector<Entry> entries_;
};

}  // namespace quire::image
