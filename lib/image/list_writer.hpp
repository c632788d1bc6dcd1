// Encodes one posting list; see format.hpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "image/format.hpp"
#include "image/input.hpp"

namespace quire::image {

class ListWriter {
public:
    explicit ListWriter(std::size_t text_fields) : text_fields_(text_fields) {}

    void begin(Kind kind);
    /// Documents ascend.
    /// @param lengths of the document, by text field
    void add(const Posting& posting, std::span<const std::uint32_t> lengths);
    /// Whether no block is begun; and the last document of the blocks so far.
    bool is_between_blocks() const { return documents_.empty(); }
    postings::DocumentNumber last() const { return last_; }
    /// Adds a block as it lies in an image, where none is begun and `last` is the one before it.
    void copy(const StoredBlock& block);
    /// Completes the list.
    void end();

    /// What it has come to. Valid until the next one begins.
    StoredList list() const {
        return {statistics_, std::span(by_field_).first(text_fields_ - 1), list_, positions_};
    }

private:
    /// Whether the list is long enough for them, as far as it is known: a first block that is not
    /// full is the last as well.
    bool has_peaks() const {
        return kind_ == Kind::text && statistics_.document_frequency >= fewest_for_peaks;
    }
    void begin_block(postings::DocumentNumber last);
    void end_block();
    void add_peaks();
    void add_peaks(std::size_t fields, std::size_t most, std::string& to);
    void add_members();
    void join_points(std::size_t fields, std::size_t most);

    std::size_t text_fields_;
    Kind kind_ = Kind::text;
    std::size_t streams_ = 0;  ///< Of frequencies.
    Statistics statistics_;
    std::vector<Statistics> by_field_;
    std::string list_;
    std::string positions_;

    postings::DocumentNumber last_ = 0;         ///< Of the blocks that are complete.
    std::vector<std::uint32_t> all_documents_;  ///< Of the blocks that are complete.
    std::vector<std::uint32_t> documents_;
    std::vector<std::vector<std::uint32_t>> frequencies_;  ///< By stream.
    std::vector<std::uint32_t> lengths_;                   ///< By document and text field.
    std::vector<std::uint32_t> position_starts_;           ///< Of the block, but for the first.
    std::vector<std::uint32_t> differences_;               ///< Of positions.
    std::vector<BlockEntry> directory_;
    std::string text_peaks_;
    std::string field_peaks_;
    std::string blocks_;
    std::vector<std::uint32_t> rows_;    ///< What each document of the block has.
    std::vector<std::uint32_t> points_;  ///< Of the peaks.
    std::vector<std::uint32_t> scratch_;
};

}  // namespace quire::image
