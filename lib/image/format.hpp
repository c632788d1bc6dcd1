// An image: the postings of one revision in a file that is read where it lies in memory.
//
//     magic                 8 bytes
//     lists                 one posting list after the other, in the order of the terms
//     lengths               for each document from `first_document` to `last_document`: words by
//                           text field, 4 bytes each; 0 where there is no such document
//     totals                by text field: words in all documents, 8 bytes each
//     head offsets          for each document as above, and one more: where its head begins
//     heads                 what a list of hits shows of a document; empty where there is none
//     terms                 in groups of 16, front-coded
//     groups                for each group: where it begins, and where the list of its first term
//     checksums             of every page of 4 KiB up to here, 4 bytes each
//     footer
//
// A term has, as numbers of 7 bits a byte: how many bytes it shares with the one before in its
// group, the others, its kind, document frequency, collection frequency, highest frequency in a
// document, document and collection frequency in each text field but the last (text only), the
// bytes of its list and of its positions, which lie behind the list.
//
// A list is a run of blocks of 128 documents. In front of more than one block stands a directory:
// for each the last document, where it begins (from the end of directory and peaks on), and where
// its positions do. In front of a list of 16 documents or more stand the peaks of each block: four
// points that bound what any document of it can score. A block is
//
//     the width in bits of each stream, a byte each: documents, then frequencies by text field
//     documents, as the differences less one; the first one's from the block before
//     frequencies in each text field, or, of what is not text, in one stream
//
// and its positions are a width and, document by document, field by field, the differences of the
// positions, the first from the begin of its field. There are as many positions as occurrences.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace quire::image {

inline constexpr std::string_view magic = "quireIM\n";
inline constexpr std::uint32_t version = 1;

inline constexpr std::size_t page_bytes = 4096;
inline constexpr std::size_t block_documents = 128;
inline constexpr std::size_t group_terms = 16;

/// A list of fewer documents has no peaks.
inline constexpr std::size_t fewest_for_peaks = 16;
/// Points of each block: each the frequencies and the lengths by text field, 2 bytes a number.
inline constexpr std::size_t peaks_of_block = 4;
/// A frequency of so many or more; a length of so many or more.
inline constexpr std::uint32_t peak_limit = 0xffff;

enum class Kind : std::uint8_t {
    text,     ///< Frequencies by text field, and positions.
    value,    ///< One stream: the number of positions.
    counted,  ///< One stream of frequencies, no positions.
};

/// Last in the file.
struct Footer {
    char magic[8];
    std::uint32_t version;
    std::uint32_t text_fields;
    std::uint32_t first_document;
    std::uint32_t last_document;
    std::uint32_t document_count;
    std::uint32_t term_count;
    std::uint64_t lengths;  ///< Where each section begins.
    std::uint64_t totals;
    std::uint64_t head_offsets;
    std::uint64_t heads;
    std::uint64_t terms;
    std::uint64_t groups;
    std::uint64_t checksums;
    std::uint32_t checksums_checksum;
    std::uint32_t checksum;  ///< Of the footer up to here.
};
static_assert(sizeof(Footer) == 96);

/// An entry of `groups`.
struct Group {
    std::uint64_t terms;
    std::uint64_t lists;
};

/// An entry of a directory.
struct BlockEntry {
    std::uint32_t last_document;
    std::uint32_t begin;
    std::uint32_t positions;
};
static_assert(sizeof(BlockEntry) == 12);

/// What is known of a term.
struct Statistics {
    std::uint32_t document_frequency = 0;
    std::uint64_t collection_frequency = 0;
    std::uint32_t highest_frequency = 0;
};

}  // namespace quire::image
