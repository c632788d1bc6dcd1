// How documents become Xapian's terms and positions. The prefixes follow Omega's conventions, so
// that Xapian's own QueryParser and tools can search what quire writes.
//
//     Q<id>                    the document
//     Z<stem>                  a word of any text field: total frequency; the stems of all languages
//                              share this one name space. Positions only of fields that are not
//                              stored: those of the others are in the image, and in their text
//     Z<prefix><stem>          its frequency in one text field; for all text fields but the last
//     <prefix><value>          a keyword's whole value (folded), and each of its words, with positions
//                              likewise; of the field "language" also the language's name and code
//     <prefix><number>         an integer, a real, or a date (by year, month and day)
//     Xh<solid> <part> <part>  a compound seen with hyphens: its solid spelling's stem, its parts
//
// A value slot for each row of the schema that is not text, numbered like it, has the document's
// values (columns.hpp). Metadata has, under keys that start with "quire." and, but for the
// fingerprint, with a checksum in front (checked_metadata.hpp),
//
//     fingerprint, schema      how the index was made (metadata.hpp)
//     lengths.<block>          words of each text field of 4,096 documents (lengths.hpp)
//     lexicon.<bucket>         the words of the text fields that start with the same two bytes, in
//                              order, each with its stem and the number of documents that it was
//                              added with; front-coded (lexicon.hpp)
//     languages, image         those of the documents; the image of the revision (image_writer.hpp)
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quire/schema.hpp"

namespace quire::index {

/// Names what an index on disk is like; changes whenever the above does.
inline constexpr int format_version = 5;

/// The longest text of one field, in bytes: far beyond an abstract, and what bounds the memory of
/// analysing one.
inline constexpr std::size_t longest_text = std::size_t{4} << 20;

/// The longest name or label, in bytes: far beyond an address, and what bounds the memory of its words.
inline constexpr std::size_t longest_keyword = std::size_t{64} << 10;

/// Longer terms are not accepted by Xapian (its limit is 245 bytes).
inline constexpr std::size_t longest_index_term = 240;

/// Where each field of a schema goes.
class Layout {
public:
    explicit Layout(const Schema& schema);

    std::size_t text_field_count() const { return text_fields_.size(); }
    /// Rows of the schema that are text fields, in order.
    const std::vector<std::size_t>& text_fields() const { return text_fields_; }

    /// Whether a text field has postings of its own; the last one's are what the others leave.
    bool has_postings(std::size_t text_field) const { return text_field + 1 < text_fields_.size(); }

    /// Whether the positions of a field, a row of the schema, are kept: it is not stored, so that
    /// its text cannot be read again.
    bool has_positions(std::size_t field) const { return positions_[field]; }
    /// The same of any text field.
    bool text_has_positions() const;

    /// The prefix of a row of the schema, for user interfaces of Xapian's own.
    const std::string& prefix(std::size_t field) const { return prefixes_[field]; }

    static std::string id_term(std::string_view id);
    static std::string stem_term(std::string_view stem);
    std::string stem_term(std::string_view stem, std::size_t text_field) const;
    /// For a value or word of a field that is not text; for the beginning of one, the beginning of
    /// the term.
    std::string value_term(std::string_view value, std::size_t field) const;
    /// The value or word that such a term stands for; nothing for a term of another field, whose
    /// prefix begins with this one's.
    std::optional<std::string_view> value_of(std::string_view term, std::size_t field) const;
    /// What all compounds with this solid stem start with; their parts follow, space between.
    static std::string compound_prefix(std::string_view solid);
    static bool is_compound(std::string_view term);
    /// The parts of a compound's term.
    static std::vector<std::string> parts_of_compound(std::string_view term);

private:
    std::vector<std::string> prefixes_;
    std::vector<std::size_t> text_fields_;
    std::vector<bool> positions_;  ///< By row of the schema.
};

}  // namespace quire::index
