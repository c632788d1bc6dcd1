// An image in memory: what is known of its terms and documents. Its postings are read by cursors.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/bytes.hpp"
#include "image/format.hpp"
#include "image/input.hpp"
#include "image/mapping.hpp"
#include "postings/source.hpp"

namespace quire::image {

/// A term, and where its list lies.
struct Term {
    std::string key;
    Kind kind = Kind::text;
    Statistics statistics;
    std::vector<Statistics> by_field;  ///< Text only: of each text field but the last.
    std::uint64_t list = 0;            ///< Where its list begins.
    std::uint64_t list_bytes = 0;
    std::uint64_t position_bytes = 0;  ///< Of its positions, which lie behind the list.
};

class TermReader;

/// Thread contract: any number of threads at once.
class Image {
public:
    /// @throws Error corrupt_index: it is damaged, or of another version. io.
    explicit Image(const std::filesystem::path& path);

    std::size_t text_fields() const { return footer_.text_fields; }
    postings::DocumentNumber first_document() const { return footer_.first_document; }
    postings::DocumentNumber last_document() const { return footer_.last_document; }
    std::uint32_t document_count() const { return footer_.document_count; }
    std::uint32_t term_count() const { return footer_.term_count; }
    /// Whether it is one of an index with so many text fields, and no piece of one.
    bool is_of(std::size_t text_fields) const {
        return footer_.text_fields == text_fields && footer_.first_document == 0;
    }
    std::uint64_t bytes() const { return mapping_.bytes().size(); }
    /// Tells this image from any other.
    std::uint32_t checksum() const { return footer_.checksum; }

    /// Words of all documents, by text field.
    std::span<const std::uint64_t> totals() const { return totals_; }
    /// Words of each document from the first to the last, a row by text field for each.
    /// @throws Error corrupt_index.
    std::span<const std::uint32_t> length_rows() const;
    /// What a list of hits shows of a document; empty where there is no such document.
    std::string_view head(postings::DocumentNumber document) const;

    std::optional<Term> find(std::string_view key) const;
    /// All terms in ascending order.
    TermReader terms() const;
    /// Walks the terms that start with `prefix` in ascending order, while `take` wants more.
    void walk(std::string_view prefix, const std::function<bool(const Term&)>& take) const;

    /// The bytes of a term's list, and of its positions.
    std::string_view list(const Term& term) const {
        return mapping_.checked(term.list, term.list_bytes);
    }
    std::string_view positions(const Term& term) const {
        return mapping_.checked(term.list + term.list_bytes, term.position_bytes);
    }
    const Mapping& mapping() const { return mapping_; }

    /// Reads every page. @throws Error corrupt_index: one is not what was written.
    void check_all() const { mapping_.checked(0, footer_.checksums); }

private:
    friend class TermReader;

    std::uint64_t group_count() const;
    Group group(std::uint64_t number) const;
    /// The last group whose first term is not behind `key`.
    std::uint64_t group_of(std::string_view key) const;

    Mapping mapping_;
    Footer footer_;
    std::vector<std::uint64_t> totals_;
};

/// Reads one term after the other.
class TermReader {
public:
    /// From the begin of a group on.
    TermReader(const Image& image, std::uint64_t group) : image_(&image), group_(group) {}

    /// Goes to the next term; says whether there is one.
    bool next();
    const Term& term() const { return term_; }

private:
    void begin_group();
    Statistics read_statistics(bool with_highest);

    const Image* image_;
    std::uint64_t group_;
    ByteReader in_{{}};
    std::uint64_t left_in_group_ = 0;
    std::uint64_t next_list_ = 0;
    Term term_;
};

/// An image as what another is made of.
std::unique_ptr<Input> input_of(std::shared_ptr<const Image> image);

}  // namespace quire::image
