// Where the evaluator draws postings from. Xapian is one source, an image of it and a single text
// are others; the evaluator cannot tell which it reads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace quire::postings {

/// Numbers documents in input order, from 1.
using DocumentNumber = std::uint32_t;

/// What a cursor that has run out stands on.
inline constexpr DocumentNumber no_document = std::numeric_limits<DocumentNumber>::max();

/// Every text field has its own range of positions: field f's words stand from
/// f << position_bits on, f counting the text fields of the schema from 0.
inline constexpr unsigned position_bits = 20;
inline constexpr std::uint32_t words_per_field = std::uint32_t{1} << position_bits;

/// The values of a field that is not text, of every document.
struct Column {
    /// Distinct, as they are displayed, in the order of the field's kind: numbers by size, dates by
    /// time, keywords by the bytes of their folded form and then by their own.
    std::vector<std::string> values;

    /// Places in `values`, of one document after the other; document d's are those from first[d] to
    /// before first[d + 1].
    std::vector<std::uint32_t> ordinals;
    std::vector<std::uint32_t> first;

    /// The ordinals of a document: each once, in the order in which the document has the values.
    std::span<const std::uint32_t> of(DocumentNumber document) const {
        if (std::size_t{document} + 1 >= first.size()) return {};
        return std::span(ordinals).subspan(first[document], first[document + 1] - first[document]);
    }
};

/// Documents that follow each other in a posting list, with their frequencies.
struct Run {
    std::span<const DocumentNumber> documents;
    /// Field by field: those in text field f from f * stride on, in the order of the documents.
    const std::uint32_t* frequencies = nullptr;
    std::size_t stride = 0;
};

/// A block of a posting list: what the list has of the documents from `begin` to `last`.
struct Block {
    std::size_t number = 0;  ///< As many as there are blocks where no documents are left.
    DocumentNumber begin = 0;
    DocumentNumber last = no_document;
};

/// Walks one posting list in ascending order of documents.
class Cursor {
public:
    virtual ~Cursor() = default;

    /// How many documents the list holds, and occurrences all together.
    std::uint32_t document_frequency = 0;
    std::uint64_t collection_frequency = 0;
    /// No document of the list has more occurrences than this.
    std::uint32_t highest_frequency = 0;

    /// The document that it stands on, `no_document` once it has run out. A new cursor stands on
    /// the first.
    virtual DocumentNumber document() const = 0;

    /// Goes to the next document.
    virtual void next() = 0;

    /// Goes to the first document >= `target`; stays where it is if it stands there or further on.
    virtual void seek(DocumentNumber target) = 0;

    /// Of these documents, puts 0 for those that the list does not hold, as far as that can be said
    /// without looking for them. The cursor stays where it is.
    /// @param may 1 or 0 for each
    virtual void rule_out(std::span<const DocumentNumber> /*documents*/,
                          std::span<std::uint8_t> /*may*/) const {}

    /// Whether the list holds a document, which is not before the current one. If so the cursor
    /// goes there; if not, no further than to the next one behind.
    virtual bool reach(DocumentNumber target) {
        seek(target);
        return document() == target;
    }

    /// Occurrences in the current document by text field: `by_field.size()` is their number.
    /// For a list limited to a field, all others are 0; for keywords the call is not allowed.
    virtual void frequencies(std::span<std::uint32_t> by_field) = 0;

    /// Positions in the current document, ascending. The span is valid until the cursor moves.
    virtual std::span<const std::uint32_t> positions() = 0;

    /// The number of blocks of a list that is in blocks, which can be read and passed over as such:
    /// what follows is for these alone. 0 of others.
    virtual std::size_t block_count() const { return 0; }

    /// The block that has the first document >= `target`, which is not smaller than the current one.
    /// The cursor stays where it is.
    /// @param near the number of a block: the nearer, the sooner it is found
    virtual Block block_of(DocumentNumber /*target*/, std::size_t /*near*/) { return {}; }

    /// Points that bound the documents of a block, each the frequencies and the lengths by text
    /// field: for every document there is one that has at least its frequencies and at most its
    /// lengths. Empty where nothing is known. Valid until the next call.
    /// @param text_as_one all text is one field: the points are tighter
    virtual std::span<const std::uint32_t> peaks(std::size_t /*block*/, bool /*text_as_one*/) {
        return {};
    }

    /// The documents < `end` of the block that it stands in, from the current one on; empty where
    /// it stands on `end` or behind. Valid until the cursor moves.
    virtual Run run(DocumentNumber /*end*/) { return {}; }
};

/// One revision of an index.
///
/// Thread contract: one thread at a time.
class Source {
public:
    virtual ~Source() = default;

    virtual std::uint32_t document_count() const = 0;
    /// Words in each text field, over all documents.
    virtual std::span<const std::uint64_t> total_lengths() const = 0;
    /// Words of the document in each text field.
    virtual std::span<const std::uint32_t> lengths(DocumentNumber document) const = 0;
    /// The same of all documents, a row for each, from document 0 on.
    virtual std::span<const std::uint32_t> length_rows() const = 0;

    /// The postings of a term of the text fields; an empty list where there are none.
    virtual std::unique_ptr<Cursor> term(std::string_view term) = 0;
    /// Those in one text field, with positions in that field's range only.
    virtual std::unique_ptr<Cursor> term(std::string_view term, std::size_t text_field) = 0;
    /// The documents whose field `field` (its row in the schema) has this value or word.
    virtual std::unique_ptr<Cursor> value(std::string_view term, std::size_t field) = 0;
    /// The document with this id.
    virtual std::unique_ptr<Cursor> id(std::string_view id) = 0;
    /// Every document.
    virtual std::unique_ptr<Cursor> all() = 0;

    /// A word as it is written, folded, with the terms that its occurrences have.
    struct Word {
        std::string word;
        std::string term;  ///< Its stem. A word of several languages comes once for each.
        std::uint64_t documents = 0;  ///< About how many hold it: removed ones may be counted.
        bool bare = false;  ///< Whether `term` is that without what else belongs to the word: "c"
                            ///< of "c++". The word comes with its whole term as well.
    };
    /// Takes a word or value; says whether it wants more.
    using TakeWord = std::function<bool(const Word&)>;

    /// The words of the text fields that start with `prefix`, in ascending order of bytes.
    virtual void words(std::string_view prefix, const TakeWord& take) = 0;

    /// The values of a field that is not text, and words of them, that start with `prefix`, as
    /// `value` takes them, in ascending order of bytes; `documents` is exact.
    virtual void values(std::string_view prefix, std::size_t field, const TakeWord& take) = 0;

    /// The words of a document's text fields as they are written, folded, by position. What exact
    /// forms are checked against: much slower than postings. None of fields that are not stored.
    /// The span is valid until the next call.
    struct WordAt {
        std::uint32_t position;
        std::string word;
    };
    virtual std::span<const WordAt> words_of(DocumentNumber document) = 0;

    /// The values of a field that is not text, by its row in the schema. Loaded on first use, which
    /// is linear in the number of documents, and valid as long as the source.
    virtual const Column& column(std::size_t field) = 0;

    /// The terms of a compound in the order of writing, and how often it was seen with hyphens.
    struct Compound {
        std::vector<std::string> parts;
        std::uint64_t hyphenated = 0;
    };
    /// The compounds whose parts, written solid, have the stem `solid`; most frequent first.
    virtual std::vector<Compound> compounds(std::string_view solid) = 0;
};

}  // namespace quire::postings
