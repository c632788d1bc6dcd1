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
public:
    class alignas(64) Entry {
    public:
        std::string_view term() const { return {term_.data(), term_size_}; }
        bool stop_word() const { return stop_word_; }

    private:
        friend TermCache;
        std::array<std::uint64_t, 3> key_{};
        std::array<char, 24> term_{};
        std::uint8_t term_size_ = 0;  // Zero: the entry is empty.
        bool stop_word_ = false;
    };

    /// What `insert` was told about `word`; null where it is not known (any more).
    const Entry* find(std::string_view word) const {
        if (word.size() > longest) return nullptr;
        const auto key = key_of(word);
        const Entry& entry = entries_[slot(key)];
        return entry.term_size_ > 0 && entry.key_[0] == key[0] && entry.key_[1] == key[1] &&
                       entry.key_[2] == key[2]
                   ? &entry
                   : nullptr;
    }

    /// Keeps nothing where the word or its term is long.
    void insert(std::string_view word, std::string_view term, bool stop_word) {
        if (word.size() > longest || term.size() > longest || term.empty()) return;
        // A short text shall not pay for the memory of a long one.
        if (++insertions_ > entries_.size() && entries_.size() < most_entries) {
            entries_.assign(4 * entries_.size(), Entry{});
            insertions_ = 0;
        }
        const auto key = key_of(word);
        Entry& entry = entries_[slot(key)];
        entry.key_ = key;
        std::copy(term.begin(), term.end(), entry.term_.begin());
        entry.term_size_ = static_cast<std::uint8_t>(term.size());
        entry.stop_word_ = stop_word;
    }

private:
    using Key = std::array<std::uint64_t, 3>;  // The word, filled up with zero bytes.
    static constexpr std::size_t longest = sizeof(Key);
    static constexpr std::size_t most_entries = 1U << 15U;

    static Key key_of(std::string_view word) {
        Key key{};
        std::memcpy(key.data(), word.data(), word.size());
        return key;
    }

    std::size_t slot(const Key& key) const {
        std::uint64_t hash = key[0] * 0x9E3779B97F4A7C15;
        hash = ((hash ^ hash >> 32U) + key[1]) * 0xC2B2AE3D27D4EB4F;
        hash = ((hash ^ hash >> 29U) + key[2]) * 0x9E3779B97F4A7C15;
        return (hash >> 32U) & (entries_.size() - 1);
    }

    std::vector<Entry> entries_ = std::vector<Entry>(512);
    std::size_t insertions_ = 0;
};

}  // namespace quire::text
