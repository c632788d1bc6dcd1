// The words of one text as postings, so that what lights up in it is found as it was in the index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <utility>
#include <vector>

#include "postings/source.hpp"
#include "text/analyzer.hpp"

namespace quire::search {

/// A text field of a document, which is the only one there and has nothing else.
class TextSource : public postings::Source {
public:
    /// @param tokens of the text; must outlive it
    /// @param text_field which of the text fields it is
    TextSource(const std::vector<text::Token>& tokens, std::size_t text_field,
               std::size_t text_field_count);

    std::uint32_t document_count() const override { return 1; }
    std::span<const std::uint64_t> total_lengths() const override { return totals_; }
    std::span<const std::uint32_t> lengths(postings::DocumentNumber document) const override;
    std::span<const std::uint32_t> length_rows() const override { return lengths_; }

    std::unique_ptr<postings::Cursor> term(std::string_view term) override;
    std::unique_ptr<postings::Cursor> term(std::string_view term, std::size_t text_field) override;
    std::unique_ptr<postings::Cursor> value(std::string_view term, std::size_t field) override;
    std::unique_ptr<postings::Cursor> id(std::string_view id) override;
    std::unique_ptr<postings::Cursor> all() override;

    /// Expressions name the words that they look for, so that nobody asks for more here.
    void words(std::string_view /*prefix*/, const TakeWord& /*take*/) override {}
    void values(std::string_view /*prefix*/, std::size_t /*field*/,
                const TakeWord& /*take*/) override {}
    std::span<const WordAt> words_of(postings::DocumentNumber document) override;
    const postings::Column& column(std::size_t /*field*/) override { return column_; }
    std::vector<Compound> compounds(std::string_view /*solid*/) override { return {}; }

private:
    std::uint32_t first_position() const {
        return static_cast<std::uint32_t>(text_field_) << postings::position_bits;
    }

    const std::vector<text::Token>& tokens_;
    std::size_t text_field_;
    std::vector<std::uint64_t> totals_;
    std::vector<std::uint32_t> lengths_;
    /// In ascending order, each with where its positions begin.
    std::vector<std::pair<std::string_view, std::size_t>> terms_;
    std::vector<std::uint32_t> positions_;
    std::vector<WordAt> words_of_;  ///< Made when they are first asked for.
    postings::Column column_;
};

}  // namespace quire::search
