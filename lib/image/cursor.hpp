// Cursors over the posting lists of an image.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

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

    /// In the current document: stream by stream.
    std::uint32_t frequency(std::size_t stream) {
        return frequencies()[stream * block_documents + at_];
    }
    /// Positions in the current document, as many as occurrences.
    std::span<const std::uint32_t> all_positions();
    /// Each once.
    std::span<const std::uint32_t> positions();

    /// The rest of the block at hand.
    std::span<const postings::DocumentNumber> documents() const {
        return std::span(documents_).subspan(at_, count_ - at_);
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
    std::size_t block_of(postings::DocumentNumber target) const;
    postings::DocumentNumber last_of(std::size_t block) const;
    /// Peaks of a block, frequencies and lengths by text field in turn; nothing if it has none.
    /// @param out `peaks_of_block` rows
    bool peaks(std::size_t block, std::span<std::uint32_t> out) const;

private:
    BlockEntry entry(std::size_t block) const;
    std::size_t peaks_bytes() const {
        return peaks_of_block * 2 * streams_ * sizeof(std::uint16_t);
    }
    void decode(std::size_t block);
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
    std::size_t peaks_begin_;
    std::size_t blocks_begin_;

    std::size_t block_ = 0;
    std::size_t at_ = 0;  ///< In the block.
    std::size_t count_ = 0;
    postings::DocumentNumber document_ = postings::no_document;
    std::vector<postings::DocumentNumber> documents_;
    std::vector<std::uint32_t> frequencies_;
    bool frequencies_decoded_ = false;
    std::size_t frequencies_begin_ = 0;  ///< In `bytes_`.

    std::vector<std::uint32_t> position_starts_;  ///< By document of the block.
    std::size_t positions_block_ = static_cast<std::size_t>(-1);
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
