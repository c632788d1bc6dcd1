#include "search/text_source.hpp"

#include <algorithm>
#include <iterator>
#include <memory>

#include "base/deadline.hpp"

namespace quire::search {
namespace {

using postings::Cursor;
using postings::DocumentNumber;
using postings::no_document;

/// Of the one document.
constexpr DocumentNumber only = 1;

class TextCursor final : public Cursor {
public:
    TextCursor(bool found, std::span<const std::uint32_t> positions)
        : document_(found ? only : no_document), positions_(positions) {
        document_frequency = found ? 1 : 0;
        highest_frequency = static_cast<std::uint32_t>(positions_.size());
        collection_frequency = highest_frequency;
    }

    DocumentNumber document() const override { return document_; }
    void next() override { document_ = no_document; }
    void seek(DocumentNumber target) override {
        if (target > only) document_ = no_document;
    }
    void frequencies(std::span<std::uint32_t> by_field) override {
        std::fill(by_field.begin(), by_field.end(), 0U);
        if (positions_.empty()) return;
        by_field[positions_.front() >> postings::position_bits] = highest_frequency;
    }
    std::span<const std::uint32_t> positions() override { return positions_; }

private:
    DocumentNumber document_;
    std::span<const std::uint32_t> positions_;
};

std::unique_ptr<Cursor> empty_list() {
    return std::make_unique<TextCursor>(false, std::span<const std::uint32_t>());
}

}  // namespace

TextSource::TextSource(const std::vector<text::Token>& tokens, std::size_t text_field,
                       std::size_t text_field_count)
    : tokens_(tokens),
      text_field_(text_field),
      totals_(text_field_count),
      lengths_((only + 1) * text_field_count) {
    totals_[text_field] = tokens.size();
    lengths_[only * text_field_count + text_field] = static_cast<std::uint32_t>(tokens.size());
    std::vector<std::pair<std::string_view, std::uint32_t>> occurrences;
    occurrences.reserve(tokens.size());
    Pace pace;
    for (const text::Token& token : tokens) {
        pace.step();
        const std::uint32_t position = first_position() + token.position;
        occurrences.emplace_back(token.term, position);
        if (!token.bare_term.empty()) occurrences.emplace_back(token.bare_term, position);
    }
    std::sort(occurrences.begin(), occurrences.end(), [&](const auto& a, const auto& b) {
        pace.step();
        return a < b;
    });
    positions_.reserve(occurrences.size());
    for (const auto& [term, position] : occurrences) {
        pace.step();
        if (terms_.empty() || terms_.back().first != term) {
            terms_.emplace_back(term, positions_.size());
        }
        positions_.push_back(position);
    }
}

std::span<const std::uint32_t> TextSource::lengths(DocumentNumber document) const {
    return std::span(lengths_).subspan(document * totals_.size(), totals_.size());
}

std::unique_ptr<Cursor> TextSource::term(std::string_view term) {
    const auto found = std::lower_bound(terms_.begin(), terms_.end(), std::pair(term, 0UL));
    if (found == terms_.end() || found->first != term) return empty_list();
    const auto after = std::next(found);
    const std::size_t end = after == terms_.end() ? positions_.size() : after->second;
    return std::make_unique<TextCursor>(
        true, std::span(positions_).subspan(found->second, end - found->second));
}

std::unique_ptr<Cursor> TextSource::term(std::string_view term, std::size_t text_field) {
    return text_field == text_field_ ? this->term(term) : empty_list();
}

std::unique_ptr<Cursor> TextSource::value(std::string_view, std::size_t) {
    return empty_list();
}

std::unique_ptr<Cursor> TextSource::id(std::string_view) {
    return empty_list();
}

std::unique_ptr<Cursor> TextSource::all() {
    return std::make_unique<TextCursor>(true, std::span<const std::uint32_t>());
}

std::span<const TextSource::WordAt> TextSource::words_of(DocumentNumber) {
    Pace pace;
    for (std::size_t i = words_of_.size(); i < tokens_.size(); ++i) {
        pace.step();
        words_of_.push_back(
            {first_position() + tokens_[i].position, text::bounded_term(tokens_[i].word)});
    }
    return words_of_;
}

}  // namespace quire::search
