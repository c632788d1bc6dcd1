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
// for each the last document, where it begins (from the end of all that stands in front of blocks
// on), and where its positions do. In front of a list of 16 documents or more stand the peaks of
// each block: points that bound what any document of it can score, four where all text is one field
// and eight where fields tell. A list of more than one block that one of 32 documents is in, up to
// its last, has its members as bits as well, behind the peaks: from document 0 on, 8 bytes for each
// 64; and then for each 256, in 4 bytes, how many there are before. A block is
//
//     the width in bits of each stream, a byte each: documents, then frequencies by text field
//     documents, as the differences less one; the first one's from the block before
//     frequencies in each text field, or, of what is not text, in one stream
//
// and its positions are a width; for each 32 documents but the first, in 4 bytes, how many positions
// are before; and, document by document, field by field, the differences of the positions, the first
// from the begin of its field. There are as many positions as occurrences.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace quire::image {

inline constexpr std::string_view magic = "quireIM\n";
inline constexpr std::uint32_t version = 2;

inline constexpr std::size_t page_bytes = 4096;
inline constexpr std::size_t block_documents = 128;
inline constexpr std::size_t documents_for_each_start = 32;
inline constexpr std::size_t group_terms = 16;

/// A list of fewer documents has no peaks.
inline constexpr std::size_t fewest_for_peaks = 16;
/// Points of each block: those of all blocks where all text is one field, then those by text field. A
/// point is frequencies and lengths, 2 bytes a number.
inline constexpr std::size_t peaks_of_text = 4;
inline constexpr std::size_t peaks_by_field = 8;
/// Numbers of a block.
inline constexpr std::size_t text_peak_numbers = 2 * peaks_of_text;
constexpr std::size_t field_peak_numbers(std::size_t text_fields) {
    return 2 * text_fields * peaks_by_field;
}
/// A list has its members as bits if one of so many documents, up to its last, is in it.
inline constexpr std::uint64_t most_for_each_member = 32;
/// For so many words of members it is said how many are before.
inline constexpr std::size_t words_for_each_rank = 4;
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

/// Words of the members of a list, by its last document; 0 if it has none.
constexpr std::size_t member_words(std::uint32_t document_frequency, std::uint32_t last_document) {
    const bool has = document_frequency > block_documents &&
                     document_frequency * most_for_each_member >= last_document;
    return has ? std::size_t{last_document} / 64 + 1 : 0;
}
/// For so many words there are so many numbers of members before.
constexpr std::size_t member_ranks(std::size_t words) {
    return (words + words_for_each_rank - 1) / words_for_each_rank;
}

}  // namespace quire::image
