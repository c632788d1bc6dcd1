// Cursors over the posting lists of an image.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "image/bits.hpp"
#include "image/image.hpp"
#include "postings/source.hpp"

namespace quire::image {

/// Decodes a posting list block by block.
class ListReader {
public:
    /// @param image must outlive it
    ListReader(const Image& image, Term term);

    const Term& term() const { return term_; }

    /// The document that it stands on, no_document at the end. A new one stands on the first.
    postings::DocumentNumber document() const { return document_; }
    void next();
    void seek(postings::DocumentNumber target);
    /// As those of a cursor.
    void rule_out(std::span<const postings::DocumentNumber> documents,
                  std::span<std::uint8_t> may) const;
    bool reach(postings::DocumentNumber target);

    /// In the current document: stream by stream.
    std::uint32_t frequency(std::size_t stream);
    /// Positions in the current document, as many as occurrences.
    std::span<const std::uint32_t> all_positions();
    /// Each once.
    std::span<const std::uint32_t> positions();

    /// The rest of the block at hand.
    std::span<const postings::DocumentNumber> documents() {
        return std::span(all_documents()).subspan(at_, count_ - at_);
    }
    /// Their frequencies in a stream.
    std::span<const std::uint32_t> stream(std::size_t stream) {
        return std::span(frequencies()).subspan(stream * block_documents + at_, count_ - at_);
    }
    /// The block that it stands at the begin of, if that is full.
    std::optional<StoredBlock> whole_block();
    /// Passes over so many documents of the block at hand.
    void pass(std::size_t documents);

    std::size_t streams() const { return streams_; }
    std::size_t block_count() const { return block_count_; }
    /// The first block that has a document >= target, from the one at hand on; `block_count()`
    /// where there is none.
    /// @param near a block, the nearer the better
    std::size_t block_of(postings::DocumentNumber target, std::size_t near) const;
    /// What a block has, by its number.
    postings::Block block(std::size_t number) const {
        return {number, number > 0 ? last_of(number - 1) + 1 : 0,
                number < block_count_ ? last_of(number) : postings::no_document};
    }
    /// As those of a cursor.
    std::span<const std::uint32_t> peaks(std::size_t block, bool text_as_one);

private:
    BlockEntry entry(std::size_t block) const;
    postings::DocumentNumber last_of(std::size_t block) const { return entry(block).last_document; }
    bool has_peaks() const { return members_begin_ > text_peaks_begin_; }
    std::size_t text_peaks_bytes() const { return text_peak_numbers * sizeof(std::uint16_t); }
    std::size_t field_peaks_bytes() const {
        return field_peak_numbers(streams_) * sizeof(std::uint16_t);
    }
    template <typename Fields>
    std::span<const std::uint32_t> read_peaks(std::size_t begin, std::size_t points, Fields fields);
    std::uint64_t member_word(std::size_t word) const {
        return load<std::uint64_t>(bytes_.data() + members_begin_ + word * sizeof(std::uint64_t));
    }
    /// Occurrences in the documents of the block from one on, a few before the current one.
    std::uint32_t occurrences_since(std::size_t first);
    bool is_member(postings::DocumentNumber document) const {
        return document / 64 < member_words_ &&
               (member_word(document / 64) >> (document % 64) & 1) != 0;
    }
    /// How many of the list are before one of its members.
    std::size_t rank(postings::DocumentNumber member) const;

    /// Goes to a block, whose documents and frequencies are not decoded yet.
    void enter(std::size_t block);
    /// Goes to the first document of a block.
    void begin(std::size_t block) {
        enter(block);
        at_ = 0;
        document_ = 0;
        document_ = all_documents().front();
    }
    /// Where numbers of the block lie, and their width.
    struct Packed {
        const char* begin = nullptr;
        unsigned width = 0;
    };

    const std::vector<postings::DocumentNumber>& all_documents() {
        if (!documents_decoded_) decode_documents();
        return documents_;
    }
    void decode_documents();
    std::span<const std::uint32_t> frequencies() {
        if (!frequencies_decoded_) decode_frequencies();
        return frequencies_;
    }
    void decode_frequencies();

    const Image& image_;
    Term term_;
    std::size_t streams_;
    std::size_t block_count_;
    std::string_view bytes_;
    std::size_t text_peaks_begin_;
    std::size_t field_peaks_begin_;
    std::size_t members_begin_;
    std::size_t member_words_ = 0;
    std::size_t blocks_begin_;
    std::vector<std::uint32_t> peaks_;

    std::size_t block_ = 0;
    std::size_t at_ = 0;  ///< In the block.
    std::size_t count_ = 0;
    std::vector<Packed> packed_;            ///< The documents, and then stream by stream.
    postings::DocumentNumber last_in_ = 0;  ///< The last document of the block, or more.
    postings::DocumentNumber document_ = postings::no_document;
    std::vector<postings::DocumentNumber> documents_;
    bool documents_decoded_ = false;
    std::vector<std::uint32_t> frequencies_;
    bool frequencies_decoded_ = false;

    postings::DocumentNumber positions_document_ = 0;
    std::vector<std::uint32_t> positions_;
};

/// A term of the text fields.
std::unique_ptr<postings::Cursor> text_cursor(const Image& image, std::optional<Term> term);
/// In one of them.
std::unique_ptr<postings::Cursor> text_cursor(const Image& image, std::optional<Term> term,
                                              std::size_t text_field);
/// Of what is not text.
std::unique_ptr<postings::Cursor> value_cursor(const Image& image, std::optional<Term> term);

}  // namespace quire::image
