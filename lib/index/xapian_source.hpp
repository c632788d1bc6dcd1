// Postings drawn from a Xapian database.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "index/layout.hpp"
#include "index/lengths.hpp"
#include "postings/source.hpp"

namespace quire::index {

/// One revision of a database. The database and the layout must outlive it.
class XapianSource : public postings::Source {
public:
    XapianSource(const Xapian::Database& database, const Layout& layout,
                 std::shared_ptr<const Lengths> lengths);

    std::uint32_t document_count() const override;
    std::span<const std::uint64_t> total_lengths() const override { return lengths_->totals(); }
    std::span<const std::uint32_t> lengths(postings::DocumentNumber document) const override {
        return lengths_->of(document);
    }

    std::unique_ptr<postings::Cursor> term(std::string_view term) override;
    std::unique_ptr<postings::Cursor> term(std::string_view term, std::size_t text_field) override;
    std::unique_ptr<postings::Cursor> value(std::string_view term, std::size_t field) override;
    std::unique_ptr<postings::Cursor> id(std::string_view id) override;
    std::unique_ptr<postings::Cursor> all() override;
    std::vector<Compound> compounds(std::string_view solid) override;

private:
    const Xapian::Database& database_;
    const Layout& layout_;
    std::shared_ptr<const Lengths> lengths_;
};

}  // namespace quire::index
