// Postings drawn from a Xapian database.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "index/layout.hpp"
#include "index/revision_data.hpp"
#include "postings/source.hpp"
#include "quire/schema.hpp"
#include "text/analyzers.hpp"

namespace quire::index {

/// One revision of a database. All but the data must outlive it.
class XapianSource : public postings::Source {
public:
    XapianSource(const Xapian::Database& database, const Schema& schema, const Layout& layout,
                 text::Analyzers& analyzers, std::shared_ptr<RevisionData> data)
        : database_(database),
          schema_(schema),
          layout_(layout),
          analyzers_(analyzers),
          data_(std::move(data)) {}

    std::uint32_t document_count() const override;
    std::span<const std::uint64_t> total_lengths() const override { return lengths().totals(); }
    std::span<const std::uint32_t> lengths(postings::DocumentNumber document) const override {
        return lengths().of(document);
    }
    std::span<const std::uint32_t> length_rows() const override { return lengths().rows(); }

    std::unique_ptr<postings::Cursor> term(std::string_view term) override;
    std::unique_ptr<postings::Cursor> term(std::string_view term, std::size_t text_field) override;
    std::unique_ptr<postings::Cursor> value(std::string_view term, std::size_t field) override;
    std::unique_ptr<postings::Cursor> id(std::string_view id) override;
    std::unique_ptr<postings::Cursor> all() override;
    void words(std::string_view prefix, const TakeWord& take) override;
    void values(std::string_view prefix, std::size_t field, const TakeWord& take) override;
    std::span<const WordAt> words_of(postings::DocumentNumber document) override;
    const postings::Column& column(std::size_t field) override;
    std::vector<Compound> compounds(std::string_view solid) override;

    /// Where a term of text or keywords stands in a document, in ascending order, as its stored
    /// fields say. Valid until the next call.
    std::span<const std::uint32_t> stored_positions(postings::DocumentNumber document,
                                                    std::string_view term);

private:
    /// Analyses the stored text of a document again, unless it is at hand.
    void analyze(postings::DocumentNumber document);

    const Lengths& lengths() const {
        if (!lengths_) lengths_ = data_->lengths(database_, layout_.text_field_count());
        return *lengths_;
    }

    const Xapian::Database& database_;
    const Schema& schema_;
    const Layout& layout_;
    text::Analyzers& analyzers_;
    std::shared_ptr<RevisionData> data_;
    mutable std::shared_ptr<const Lengths> lengths_;  ///< Null until they are needed.

    struct TermAt {
        std::string term;
        std::uint32_t position;
    };
    postings::DocumentNumber analyzed_ = postings::no_document;  ///< Whose words are at hand.
    std::vector<WordAt> words_;
    std::vector<TermAt> terms_;  ///< In order.
    std::vector<std::uint32_t> positions_;
    std::vector<text::Token> tokens_;
};

}  // namespace quire::index
