// What the analyzer found out about the words that it met lately.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>
#include <vector>

namespace quire::text {

/// From a case-folded word to its term. Of bounded size: at most 2 MiB, a cache line a word; a word
/// takes the place of another with the same hash. Text repeats its words so often that all but a
/// few of them are found.
class TermCache {
    static constexpr std::size_t longest = 24;  // Of words and terms, in bytes.

    /// A word in four numbers: its parts may overlap, but together with the size they tell all of
    /// it.
    struct Key {
        std::uint64_t first = 0, middle = 0, last = 0;
        std::uint8_t size = 0;

        explicit Key(std::string_view word) : size(static_cast<std::uint8_t>(word.size())) {
            const char* const begin = word.data();
            const std::size_t n = word.size();
            if (n >= 8) {
                first = load<std::uint64_t>(begin);
                middle = load<std::uint64_t>(begin + std::min<std::size_t>(n - 8, 8));
                last = load<std::uint64_t>(begin + n - 8);
            } else if (n >= 4) {
                first = load<std::uint32_t>(begin);
                last = load<std::uint32_t>(begin + n - 4);
            } else if (n > 0) {
                first = static_cast<unsigned char>(begin[0]);
                middle = static_cast<unsigned char>(begin[n / 2]);
                last = static_cast<unsigned char>(begin[n - 1]);
            }
        }
        Key() = default;
        bool operator==(const Key&) const = default;

        template <typename Number>
        static Number load(const char* bytes) {
            Number number = 0;
            std::memcpy(&number, bytes, sizeof number);
            return number;
        }
    };

public:
    class alignas(64) Entry {
    public:
        std::string_view term() const { return {term_.data(), term_size_}; }
        bool stop_word() const { return stop_word_; }

    private:
        friend TermCache;
        Key key_;
        std::array<char, longest> term_{};
        std::uint8_t term_size_ = 0;  // Zero: the entry is empty.
        bool stop_word_ = false;
    };

    /// What `insert` was told about `word`; null where it is not known (any more).
    const Entry* find(std::string_view word) const {
        if (word.size() > longest) return nullptr;
        const Key key(word);
        const Entry& entry = entries_[slot(key)];
        return entry.term_size_ > 0 && entry.key_ == key ? &entry : nullptr;
    }

    /// Keeps nothing where the word or its term is long.
    void insert(std::string_view word, std::string_view term, bool stop_word) {
        if (word.size() > longest || term.size() > longest || term.empty()) return;
        // A short text shall not pay for the memory of a long one.
        if (++insertions_ > entries_.size() && entries_.size() < most_entries) {
            entries_.assign(4 * entries_.size(), Entry{});
            insertions_ = 0;
        }
        const Key key(word);
        Entry& entry = entries_[slot(key)];
        entry.key_ = key;
        std::copy(term.begin(), term.end(), entry.term_.begin());
        entry.term_size_ = static_cast<std::uint8_t>(term.size());
        entry.stop_word_ = stop_word;
    }

private:
    static constexpr std::size_t most_entries = 1U << 15U;

    std::size_t slot(const Key& key) const {
        std::uint64_t hash = key.first * 0x9E3779B97F4A7C15;
        hash = ((hash ^ hash >> 32U) + key.middle) * 0xC2B2AE3D27D4EB4F;
        hash = ((hash ^ hash >> 29U) + key.last + key.size) * 0x9E3779B97F4A7C15;
        return (hash >> 32U) & (entries_.size() - 1);
    }

    std::vector<Entry> entries_ = std::vector<Entry>(512);
    std::size_t insertions_ = 0;
};

}  // namespace quire::text
