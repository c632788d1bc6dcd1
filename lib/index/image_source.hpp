// Postings drawn from an image; what it does not hold, from the database.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "image/image.hpp"
#include "index/layout.hpp"
#include "postings/source.hpp"

namespace quire::index {

/// Layout and database must outlive it.
class ImageSource : public postings::Source {
public:
    ImageSource(std::shared_ptr<const image::Image> image, const Layout& layout,
                std::unique_ptr<postings::Source> database)
        : image_(std::move(image)),
          layout_(layout),
          database_(std::move(database)),
          length_rows_(image_->length_rows()) {}

    std::uint32_t document_count() const override { return image_->document_count(); }
    std::span<const std::uint64_t> total_lengths() const override { return image_->totals(); }
    std::span<const std::uint32_t> lengths(postings::DocumentNumber document) const override {
        // No posting names a document behind the last.
        return length_rows_.subspan(document * image_->text_fields(), image_->text_fields());
    }
    std::span<const std::uint32_t> length_rows() const override { return length_rows_; }

    std::unique_ptr<postings::Cursor> term(std::string_view term) override;
    std::unique_ptr<postings::Cursor> term(std::string_view term, std::size_t text_field) override;
    std::unique_ptr<postings::Cursor> value(std::string_view term, std::size_t field) override;
    std::vector<Compound> compounds(std::string_view solid) override;

    std::unique_ptr<postings::Cursor> id(std::string_view id) override { return database_->id(id); }
    std::unique_ptr<postings::Cursor> all() override { return database_->all(); }
    void words(std::string_view prefix, const TakeWord& take) override {
        database_->words(prefix, take);
    }
    void values(std::string_view prefix, std::size_t field, const TakeWord& take) override {
        database_->values(prefix, field, take);
    }
    std::span<const WordAt> words_of(postings::DocumentNumber document) override {
        return database_->words_of(document);
    }
    const postings::Column& column(std::size_t field) override { return database_->column(field); }

private:
    std::shared_ptr<const image::Image> image_;
    const Layout& layout_;
    std::unique_ptr<postings::Source> database_;
    std::span<const std::uint32_t> length_rows_;
};

}  // namespace quire::index
