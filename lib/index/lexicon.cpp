#include "index/lexicon.hpp"

#include <xapian.h>

#include <algorithm>
#include <span>
#include <tuple>

#include "base/bytes.hpp"
#include "base/damage.hpp"
#include "base/deadline.hpp"
#include "index/checked_metadata.hpp"
#include "text/analyzer.hpp"

namespace quire::index {
namespace {

using Word = postings::Source::Word;

constexpr std::string_view key_prefix = "quire.lexicon.";

/// A bucket holds the words that start with the same bytes, so many of them. Keys are in the order
/// of bytes, and so are the words of all buckets.
constexpr std::size_t bucket_bytes = 2;

std::string bucket_key(std::string_view word) {
    return std::string(key_prefix) += word.substr(0, bucket_bytes);
}

std::size_t shared_beginning(std::string_view a, std::string_view b) {
    return static_cast<std::size_t>(std::mismatch(a.begin(), a.end(), b.begin(), b.end()).first -
                                    a.begin());
}

/// Writes the words of a bucket in order. Of each only that which it does not share with the word
/// before, and of its term that which it does not share with the word.
class BucketWriter {
public:
    void add(std::string_view word, std::string_view term, bool bare, std::uint64_t documents) {
        add_rest(word, last_);
        add_rest(term, word);
        out_.number(2 * documents + (bare ? 1 : 0));
        last_ = word;
    }
    std::string take() { return std::move(bytes_); }

private:
    void add_rest(std::string_view text, std::string_view before) {
        const std::size_t shared = shared_beginning(text, before);
        out_.number(shared);
        out_.string(text.substr(shared));
    }

    std::string bytes_;
    ByteWriter out_{bytes_};
    std::string last_;
};

class BucketReader {
public:
    explicit BucketReader(std::string_view bytes) : in_(bytes) {}

    /// Goes to the next word; says whether there is one.
    bool next() {
        if (in_.at_end()) return false;
        word_.word.resize(shared_with(word_.word));
        word_.word += in_.string();
        word_.term.assign(word_.word, 0, shared_with(word_.word));
        word_.term += in_.string();
        // Each may be a byte longer than the one before: few bytes would make very many.
        if (std::max(word_.word.size(), word_.term.size()) > text::longest_term) {
            throw Error(ErrorCode::corrupt_index, "the lexicon is damaged: a word is too long",
                        "Make the index again (quire-index --rebuild).");
        }
        const std::uint64_t count = in_.number();
        word_.documents = count / 2;
        word_.bare = count % 2 == 1;
        return true;
    }
    const Word& word() const { return word_; }

private:
    std::size_t shared_with(std::string_view before) {
        const std::uint64_t shared = in_.number();
        if (shared <= before.size()) return static_cast<std::size_t>(shared);
        throw damage("the lexicon is damaged: a word has no beginning");
    }

    ByteReader in_;
    Word word_;
};

/// A word that was gathered, with its term.
struct Gathered {
    std::string_view word;
    std::string_view term;
    bool bare;
    std::uint64_t documents;

    auto place() const { return std::tie(word, term, bare); }
};

/// The stored bucket with the words that were gathered for it, in order.
std::string merged(std::string_view stored, std::span<const Gathered> gathered) {
    BucketWriter out;
    auto next = gathered.begin();
    const auto add_gathered = [&] {
        out.add(next->word, next->term, next->bare, next->documents);
        ++next;
    };
    for (BucketReader in(stored); in.next();) {
        const Word& word = in.word();
        const Gathered old{word.word, word.term, word.bare, word.documents};
        while (next != gathered.end() && next->place() < old.place()) add_gathered();
        const bool again = next != gathered.end() && next->place() == old.place();
        out.add(old.word, old.term, old.bare, old.documents + (again ? next->documents : 0));
        if (again) ++next;
    }
    while (next != gathered.end()) add_gathered();
    return out.take();
}

}  // namespace

void read_lexicon(const Xapian::Database& database, std::string_view prefix,
                  const postings::Source::TakeWord& take) {
    const std::string first = bucket_key(prefix);
    auto key = database.metadata_keys_begin(first);
    const auto end = database.metadata_keys_end(first);
    Pace pace(words_between_checks);
    for (; key != end; ++key) {
        const std::string bucket = read_checked(database, *key);
        for (BucketReader in(bucket); in.next();) {
            pace.step();
            const Word& word = in.word();
            if (word.word.starts_with(prefix)) {
                if (!take(word)) return;
            } else if (word.word > prefix) {
                return;
            }
        }
    }
}

bool is_lexicon_key(std::string_view key) {
    return key.starts_with(key_prefix);
}

std::string merge_lexicon(std::span<const std::string> buckets) {
    std::vector<Word> words;
    for (const std::string& bucket : buckets) {
        for (BucketReader in(bucket); in.next();) words.push_back(in.word());
    }
    const auto place = [](const Word& word) { return std::tie(word.word, word.term, word.bare); };
    std::sort(words.begin(), words.end(),
              [&](const Word& a, const Word& b) { return place(a) < place(b); });
    BucketWriter out;
    for (auto first = words.begin(); first != words.end();) {
        std::uint64_t documents = 0;
        auto last = first;
        for (; last != words.end() && place(*last) == place(*first); ++last) {
            documents += last->documents;
        }
        out.add(first->word, first->term, first->bare, documents);
        first = last;
    }
    return out.take();
}

void LexiconWriter::note(std::string_view word, std::string_view term, bool bare) {
    key_.assign(word);
    key_ += '\0';
    key_ += term;
    key_ += '\0';
    if (bare) key_ += '1';
    auto& noted = *words_.try_emplace(key_).first;
    if (noted.second.last_document == document_) return;
    noted.second.last_document = document_;
    noted_.push_back(&noted);
}

void LexiconWriter::add_keys(std::set<std::string>& keys) const {
    for (const Words::value_type* noted : noted_) {
        const std::string_view both = noted->first;
        keys.insert(bucket_key(both.substr(0, both.find('\0'))));
    }
}

void LexiconWriter::take_document() {
    for (Words::value_type* noted : noted_) ++noted->second.documents;
    noted_.clear();
    ++document_;
}

void LexiconWriter::drop_document() {
    for (Words::value_type* noted : noted_) {
        if (noted->second.documents == 0) words_.erase(std::string(noted->first));
    }
    noted_.clear();
    ++document_;
}

void LexiconWriter::store(Xapian::WritableDatabase& database) {
    std::vector<Gathered> gathered;
    gathered.reserve(words_.size());
    for (const auto& [key, count] : words_) {
        const std::string_view both = key;
        const std::size_t word_end = both.find('\0');
        const std::size_t term_end = both.find('\0', word_end + 1);
        gathered.push_back({both.substr(0, word_end),
                            both.substr(word_end + 1, term_end - word_end - 1),
                            term_end + 1 < both.size(), count.documents});
    }
    std::sort(gathered.begin(), gathered.end(),
              [](const Gathered& a, const Gathered& b) { return a.place() < b.place(); });
    for (auto first = gathered.begin(); first != gathered.end();) {
        const std::string key = bucket_key(first->word);
        const auto last = std::find_if(first, gathered.end(), [&](const Gathered& next) {
            return bucket_key(next.word) != key;
        });
        write_checked(database, key, merged(read_checked(database, key), std::span(first, last)));
        first = last;
    }
    words_.clear();
}

}  // namespace quire::index
