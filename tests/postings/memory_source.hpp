// Postings of a few texts held in memory: what is small and obvious to try the evaluator on.
#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include "postings/source.hpp"

namespace quire::postings {

/// Documents are added in ascending order; a source that cursors were taken from is not added to.
class MemorySource : public Source {
public:
    explicit MemorySource(std::size_t text_field_count)
        : totals_(text_field_count), lengths_(text_field_count) {}

    /// Begins the next document, which has this many words in each text field.
    DocumentNumber add_document(std::span<const std::uint32_t> lengths);
    /// An occurrence of a term at word `index` of a text field of the last document.
    void add_term(std::string_view term, std::size_t text_field, std::uint32_t index);
    /// The same word as it is written, with the term it has, and its bare term if it has one.
    void add_word(std::string_view word, std::string_view term, std::string_view bare_term,
                  std::size_t text_field, std::uint32_t index);
    /// A value or word of a field of the last document; positions ascend within the field.
    void add_value(std::string_view term, std::size_t field, std::uint32_t position);
    /// Documents that were added later have no values in it.
    void set_column(std::size_t field, Column column);
    void add_compound(std::string_view solid, Compound compound);

    std::uint32_t document_count() const override;
    std::span<const std::uint64_t> total_lengths() const override { return totals_; }
    std::span<const std::uint32_t> lengths(DocumentNumber document) const override;
    std::span<const std::uint32_t> length_rows() const override { return lengths_; }
    std::unique_ptr<Cursor> term(std::string_view term) override;
    std::unique_ptr<Cursor> term(std::string_view term, std::size_t text_field) override;
    std::unique_ptr<Cursor> value(std::string_view term, std::size_t field) override;
    /// Documents have no ids here.
    std::unique_ptr<Cursor> id(std::string_view id) override;
    std::unique_ptr<Cursor> all() override;
    void words(std::string_view prefix, const TakeWord& take) override;
    void values(std::string_view prefix, std::size_t field, const TakeWord& take) override;
    std::span<const WordAt> words_of(DocumentNumber document) override;
    /// Empty unless it was set.
    const Column& column(std::size_t field) override { return columns_[field]; }
    std::vector<Compound> compounds(std::string_view solid) override;

    /// A document of a posting list.
    struct Posting {
        DocumentNumber document;
        std::vector<std::uint32_t> positions;
    };
    using PostingList = std::vector<Posting>;

private:
    std::vector<std::uint64_t> totals_;
    std::vector<std::uint32_t> lengths_;  ///< A row for each document, and one before them.
    std::map<std::string, PostingList, std::less<>> terms_;
    std::map<std::pair<std::size_t, std::string>, PostingList> values_;
    std::map<std::size_t, Column> columns_;
    std::map<std::string, std::vector<Compound>, std::less<>> compounds_;
    /// By word, term, and whether that is the bare one: the documents.
    std::map<std::tuple<std::string, std::string, bool>, std::set<DocumentNumber>> words_;
    std::vector<std::vector<WordAt>> words_of_;  ///< By document, from 1 on.
};

}  // namespace quire::postings
