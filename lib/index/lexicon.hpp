// The words of an index as they are written, folded: what wildcards, misspellings and exact forms
// are looked up in. They lie in buckets under keys of the database's metadata; see layout.hpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "postings/source.hpp"

namespace Xapian {
class Database;
class WritableDatabase;
}  // namespace Xapian

namespace quire::index {

/// Words, or values, that are shown to a search between two looks at its deadline: holding one
/// against many patterns takes its time.
inline constexpr std::uint32_t words_between_checks = 64;

/// Walks the words that start with `prefix`, in ascending order of bytes, those of several terms in
/// the order of these. Reads no bucket that has none of them. @throws Error corrupt_index.
void read_lexicon(const Xapian::Database& database, std::string_view prefix,
                  const postings::Source::TakeWord& take);

/// Whether a key of the metadata is a bucket's.
bool is_lexicon_key(std::string_view key);
/// The same bucket of several databases as one.
std::string merge_lexicon(std::span<const std::string> buckets);

/// Gathers the words of documents and merges them into the lexicon, which only grows: what is
/// removed stays counted, until the index is built anew.
class LexiconWriter {
public:
    /// A word of the document at hand and its term. However often it occurs there, it counts once.
    /// @param bare as `postings::Source::Word::bare`
    void note(std::string_view word, std::string_view term, bool bare = false);

    /// Adds the keys of the buckets that the words of the document at hand lie in.
    void add_keys(std::set<std::string>& keys) const;

    /// The document at hand is in the index; another one comes next.
    void take_document();
    /// The document at hand is not.
    void drop_document();

    /// Words that are gathered; about 150 bytes of memory each.
    std::size_t size() const { return words_.size(); }

    /// Merges what was gathered since the last call. To be called between documents.
    void store(Xapian::WritableDatabase& database);

private:
    struct Count {
        std::uint64_t documents = 0;
        std::uint64_t last_document = 0;  ///< The last one that had it, in order of writing.
    };
    using Words = std::unordered_map<std::string, Count>;

    Words words_;  ///< By word, NUL, term, NUL, '1' if bare: no word holds a NUL.
    std::vector<Words::value_type*> noted_;  ///< Those of the document at hand.
    std::uint64_t document_ = 1;
    std::string key_;
};

}  // namespace quire::index
