// What an image is made of: documents that have just been analysed, or another image.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "image/format.hpp"
#include "postings/source.hpp"

namespace quire::image {

/// A document of a posting list.
struct Posting {
    postings::DocumentNumber document = 0;
    /// By text field; of what is not text one number.
    std::span<const std::uint32_t> frequencies;
    /// Ascending, as many as occurrences; none of a `counted` list.
    std::span<const std::uint32_t> positions;
};

/// A posting list as it lies in an image.
struct StoredList {
    Statistics statistics;
    std::span<const Statistics> by_field;  ///< Text only: of each text field but the last.
    std::string_view list;
    std::string_view positions;
};

/// A block of one that is full.
struct StoredBlock {
    postings::DocumentNumber before = 0;  ///< The last document of the block before; or 0.
    std::span<const postings::DocumentNumber> documents;
    /// Stream by stream of `block_documents`.
    std::span<const std::uint32_t> frequencies;
    std::string_view text_peaks;
    std::string_view field_peaks;
    std::string_view bytes;
    std::string_view positions;
};

/// Documents and, in the order of the terms, their postings. The terms are gone through once.
class Input {
public:
    virtual ~Input() = default;

    virtual postings::DocumentNumber first_document() const = 0;
    virtual postings::DocumentNumber last_document() const = 0;
    /// The head of a document from the first to the last; empty where there is no such document.
    virtual std::string_view head(postings::DocumentNumber document) const = 0;
    virtual std::span<const std::uint32_t> lengths(postings::DocumentNumber document) const = 0;

    /// Goes to the next term; says whether there is one.
    virtual bool next_term() = 0;
    virtual std::string_view term() const = 0;
    virtual Kind kind() const = 0;

    /// The list of the term if it lies in an image and none of these documents, which ascend, is in
    /// it. To be called before the first posting. Valid until the next term.
    virtual std::optional<StoredList> list_without(std::span<const postings::DocumentNumber>) {
        return std::nullopt;
    }

    /// Goes to the next posting of the term; says whether there is one.
    virtual bool next_posting() = 0;
    /// Valid until the next call of either.
    virtual const Posting& posting() const = 0;

    /// The block that begins with the posting, if it lies in an image and is full.
    virtual std::optional<StoredBlock> block() { return std::nullopt; }
    /// Goes to the first posting behind the block; says whether there is one.
    virtual bool next_block() { return false; }
};

}  // namespace quire::image
