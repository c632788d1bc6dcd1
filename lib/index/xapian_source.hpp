// Postings drawn from a Xapian database.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "index/layout.hpp"
#include "postings/source.hpp"

namespace quire::index {

/// The lengths of all text fields of all documents of one revision; shared by its readers.
struct Lengths {
    std::size_t text_field_count = 0;
    std::vector<std::uint32_t> by_document;  ///< text_field_count numbers a document, from 0 on.
    std::vector<std::uint64_t> totals;       ///< By text field.

    /// Linear in the number of documents.
    static std::shared_ptr<const Lengths> load(const Xapian::Database& database,
                                               std::size_t text_field_count);
};

/// One revision of a database. The database and the layout must outlive it.
class XapianSource : public postings::Source {
public:
    XapianSource(const Xapian::Database& database, const Layout& layout,
                 std::shared_ptr<const Lengths> lengths);

    std::uint32_t document_count() const override;
    std::span<const std::uint64_t> total_lengths() const override { return lengths_->totals; }
    std::span<const std::uint32_t> lengths(postings::DocumentNumber document) const override;

    std::unique_ptr<postings::Cursor> term(std::string_view term) override;
    std::unique_ptr<postings::Cursor> term(std::string_view term, std::size_t text_field) override;
    std::unique_ptr<postings::Cursor> value(std::string_view term, std::size_t field) override;
    std::unique_ptr<postings::Cursor> all() override;
    std::vector<Compound> compounds(std::string_view solid) override;

private:
    const Xapian::Database& database_;
    const Layout& layout_;
    std::shared_ptr<const Lengths> lengths_;
};

}  // namespace quire::index
