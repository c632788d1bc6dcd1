#include "postings/memory_source.hpp"

#include <algorithm>
#include <utility>

namespace quire::postings {
namespace {

using PostingList = MemorySource::PostingList;

/// Owns its list: field-limited lists are made for the cursor.
class ListCursor final : public Cursor {
public:
    explicit ListCursor(PostingList list) : list_(std::move(list)) {
        document_frequency = static_cast<std::uint32_t>(list_.size());
        for (const MemorySource::Posting& posting : list_) {
            const auto frequency = static_cast<std::uint32_t>(posting.positions.size());
            collection_frequency += frequency;
            highest_frequency = std::max(highest_frequency, frequency);
        }
    }

    DocumentNumber document() const override {
        return at_ < list_.size() ? list_[at_].document : no_document;
    }
    void next() override { at_ += at_ < list_.size() ? 1 : 0; }
    void seek(DocumentNumber target) override {
        while (document() < target) ++at_;
    }
    void frequencies(std::span<std::uint32_t> by_field) override {
        std::fill(by_field.begin(), by_field.end(), 0U);
        for (const std::uint32_t position : list_[at_].positions) {
            ++by_field[position >> position_bits];
        }
    }
    std::span<const std::uint32_t> positions() override { return list_[at_].positions; }

private:
    PostingList list_;
    std::size_t at_ = 0;
};

void add(PostingList& list, DocumentNumber document, std::uint32_t position) {
    if (list.empty() || list.back().document != document) list.push_back({document, {}});
    list.back().positions.push_back(position);
}

}  // namespace

DocumentNumber MemorySource::add_document(std::span<const std::uint32_t> lengths) {
    lengths_.insert(lengths_.end(), lengths.begin(), lengths.end());
    words_of_.emplace_back();
    for (std::size_t field = 0; field < totals_.size(); ++field) totals_[field] += lengths[field];
    return document_count();
}

void MemorySource::add_term(std::string_view term, std::size_t text_field, std::uint32_t index) {
    const std::uint32_t first = static_cast<std::uint32_t>(text_field) << position_bits;
    add(terms_[std::string(term)], document_count(), first + index);
}

void MemorySource::add_word(std::string_view word, std::string_view term,
                            std::string_view bare_term, std::size_t text_field,
                            std::uint32_t index) {
    const std::uint32_t first = static_cast<std::uint32_t>(text_field) << position_bits;
    words_[{std::string(word), std::string(term), false}].insert(document_count());
    if (!bare_term.empty()) {
        words_[{std::string(word), std::string(bare_term), true}].insert(document_count());
    }
    words_of_.back().push_back({first + index, std::string(word)});
}

void MemorySource::add_value(std::string_view term, std::size_t field, std::uint32_t position) {
    add(values_[{field, std::string(term)}], document_count(), position);
}

void MemorySource::set_column(std::size_t field, Column column) {
    columns_[field] = std::move(column);
}

void MemorySource::add_compound(std::string_view solid, Compound compound) {
    compounds_[std::string(solid)].push_back(std::move(compound));
}

std::uint32_t MemorySource::document_count() const {
    return static_cast<std::uint32_t>(lengths_.size() / totals_.size()) - 1;
}

std::span<const std::uint32_t> MemorySource::lengths(DocumentNumber document) const {
    return std::span(lengths_).subspan(document * totals_.size(), totals_.size());
}

std::unique_ptr<Cursor> MemorySource::term(std::string_view term) {
    const auto found = terms_.find(term);
    return std::make_unique<ListCursor>(found == terms_.end() ? PostingList() : found->second);
}

std::unique_ptr<Cursor> MemorySource::term(std::string_view term, std::size_t text_field) {
    PostingList limited;
    if (const auto found = terms_.find(term); found != terms_.end()) {
        for (const Posting& posting : found->second) {
            for (const std::uint32_t position : posting.positions) {
                if (position >> position_bits == text_field) {
                    add(limited, posting.document, position);
                }
            }
        }
    }
    return std::make_unique<ListCursor>(std::move(limited));
}

std::unique_ptr<Cursor> MemorySource::value(std::string_view term, std::size_t field) {
    const auto found = values_.find({field, std::string(term)});
    return std::make_unique<ListCursor>(found == values_.end() ? PostingList() : found->second);
}

std::unique_ptr<Cursor> MemorySource::id(std::string_view) {
    return std::make_unique<ListCursor>(PostingList());
}

std::unique_ptr<Cursor> MemorySource::all() {
    PostingList list;
    for (DocumentNumber document = 1; document <= document_count(); ++document) {
        list.push_back({document, {}});
    }
    return std::make_unique<ListCursor>(std::move(list));
}

void MemorySource::words(std::string_view prefix, const TakeWord& take) {
    for (auto at = words_.lower_bound({std::string(prefix), {}, false}); at != words_.end(); ++at) {
        const auto& [word, term, bare] = at->first;
        if (!word.starts_with(prefix) || !take({word, term, at->second.size(), bare})) return;
    }
}

void MemorySource::values(std::string_view prefix, std::size_t field, const TakeWord& take) {
    for (auto at = values_.lower_bound({field, std::string(prefix)});
         at != values_.end() && at->first.first == field && at->first.second.starts_with(prefix);
         ++at) {
        if (!take({at->first.second, {}, at->second.size(), false})) return;
    }
}

std::span<const Source::WordAt> MemorySource::words_of(DocumentNumber document) {
    return words_of_[document - 1];
}

std::vector<Source::Compound> MemorySource::compounds(std::string_view solid) {
    const auto found = compounds_.find(solid);
    return found == compounds_.end() ? std::vector<Compound>() : found->second;
}

}  // namespace quire::postings
