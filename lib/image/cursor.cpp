#include "image/cursor.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "base/deadline.hpp"
#include "image/bits.hpp"

namespace quire::image {

using postings::DocumentNumber;
using postings::no_document;

ListReader::ListReader(const Image& image, Term term)
    : image_(image),
      term_(std::move(term)),
      streams_(term_.kind == Kind::text ? image.text_fields() : 1),
      block_count_((std::size_t{term_.statistics.document_frequency} + block_documents - 1) /
                   block_documents),
      bytes_(image.list(term_)),
      peaks_begin_(block_count_ > 1 ? block_count_ * sizeof(BlockEntry) : 0),
      blocks_begin_(peaks_begin_),
      documents_(std::min<std::size_t>(block_documents, term_.statistics.document_frequency)) {
    if (term_.kind == Kind::text && term_.statistics.document_frequency >= fewest_for_peaks) {
        blocks_begin_ += block_count_ * peaks_bytes();
    }
    if (blocks_begin_ > bytes_.size()) image_.mapping().fail();
    if (block_count_ > 0) decode(0);
}

BlockEntry ListReader::entry(std::size_t block) const {
    if (block_count_ == 1) return {no_document - 1, 0, 0};
    return load<BlockEntry>(bytes_.data() + block * sizeof(BlockEntry));
}

DocumentNumber ListReader::last_of(std::size_t block) const {
    return entry(block).last_document;
}

void ListReader::decode(std::size_t block) {
    const BlockEntry here = entry(block);
    const DocumentNumber before = block > 0 ? last_of(block - 1) : 0;
    block_ = block;
    at_ = 0;
    count_ =
        std::min(block_documents, term_.statistics.document_frequency - block * block_documents);
    std::size_t begin = blocks_begin_ + here.begin;
    if (begin > bytes_.size() || bytes_.size() - begin < 1 + streams_) image_.mapping().fail();
    const auto width = static_cast<unsigned char>(bytes_[begin]);
    const std::size_t documents_begin = begin + 1 + streams_;
    const std::size_t size = packed_bytes(count_, width);
    if (width > 32 || bytes_.size() - documents_begin < size) image_.mapping().fail();
    unpack(bytes_.data() + documents_begin, width, 0, std::span(documents_).first(count_));
    std::uint64_t document = before;
    for (std::size_t i = 0; i < count_; ++i) {
        document += std::uint64_t{documents_[i]} + 1;
        documents_[i] = static_cast<DocumentNumber>(document);
    }
    // Ascending by construction: if the last is in range, all are. The next block goes on from where
    // the directory says that this one ends.
    if (document > image_.last_document() || (block_count_ > 1 && document != here.last_document)) {
        image_.mapping().fail();
    }
    document_ = documents_[0];
    frequencies_begin_ = documents_begin + size;
    frequencies_decoded_ = false;
}

void ListReader::decode_frequencies() {
    const std::size_t widths_begin = blocks_begin_ + entry(block_).begin + 1;
    std::size_t begin = frequencies_begin_;
    frequencies_.resize(streams_ * block_documents);
    for (std::size_t stream = 0; stream < streams_; ++stream) {
        const auto width = static_cast<unsigned char>(bytes_[widths_begin + stream]);
        const std::size_t size = packed_bytes(count_, width);
        if (width > 32 || bytes_.size() - begin < size) image_.mapping().fail();
        unpack(bytes_.data() + begin, width, 0,
               std::span(frequencies_).subspan(stream * block_documents, count_));
        begin += size;
    }
    frequencies_decoded_ = true;
}

void ListReader::next() {
    if (document_ == no_document) return;
    pass(1);
}

void ListReader::pass(std::size_t documents) {
    at_ += documents;
    if (at_ < count_) {
        document_ = documents_[at_];
    } else if (block_ + 1 < block_count_) {
        decode(block_ + 1);
    } else {
        document_ = no_document;
    }
}

std::optional<StoredBlock> ListReader::whole_block() {
    if (document_ == no_document || at_ > 0 || count_ < block_documents) return std::nullopt;
    StoredBlock block;
    block.before = block_ > 0 ? last_of(block_ - 1) : 0;
    block.documents = documents_;
    block.frequencies = frequencies();
    if (blocks_begin_ > peaks_begin_) {
        block.peaks = bytes_.substr(peaks_begin_ + block_ * peaks_bytes(), peaks_bytes());
    }
    const std::string_view blocks = bytes_.substr(blocks_begin_);
    const std::string_view positions = image_.positions(term_);
    const BlockEntry here = entry(block_);
    BlockEntry end{0, static_cast<std::uint32_t>(blocks.size()),
                   static_cast<std::uint32_t>(positions.size())};
    if (block_ + 1 < block_count_) end = entry(block_ + 1);
    if (here.begin > end.begin || end.begin > blocks.size() || here.positions > end.positions ||
        end.positions > positions.size()) {
        image_.mapping().fail();
    }
    block.bytes = blocks.substr(here.begin, end.begin - here.begin);
    block.positions = positions.substr(here.positions, end.positions - here.positions);
    return block;
}

std::size_t ListReader::block_of(DocumentNumber target) const {
    if (document_ == no_document) return block_count_;
    if (target <= documents_[count_ - 1]) return block_;
    // Mostly it is one of the next: from there on in growing steps.
    std::size_t low = block_;
    std::size_t step = 1;
    while (low + step < block_count_ && last_of(low + step) < target) {
        low += step;
        step *= 2;
    }
    std::size_t high = std::min(low + step, block_count_);
    ++low;
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (last_of(middle) < target) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

void ListReader::seek(DocumentNumber target) {
    if (document_ >= target) return;
    const std::size_t block = block_of(target);
    if (block == block_count_) {
        document_ = no_document;
        at_ = count_;
        block_ = block_count_ - 1;
        return;
    }
    if (block != block_) decode(block);
    // Mostly it is one of the next: in growing steps, then by halves.
    std::size_t step = 1;
    while (at_ + step < count_ && documents_[at_ + step] < target) {
        at_ += step;
        step *= 2;
    }
    const auto begin = documents_.begin() + static_cast<std::ptrdiff_t>(at_);
    const auto end = documents_.begin() + static_cast<std::ptrdiff_t>(std::min(at_ + step, count_));
    at_ = static_cast<std::size_t>(std::lower_bound(begin, end, target) - documents_.begin());
    document_ = at_ < count_ ? documents_[at_] : no_document;
}

bool ListReader::peaks(std::size_t block, std::span<std::uint32_t> out) const {
    if (blocks_begin_ == peaks_begin_) return false;
    const std::size_t numbers = peaks_of_block * 2 * streams_;
    const char* const from = bytes_.data() + peaks_begin_ + block * numbers * sizeof(std::uint16_t);
    for (std::size_t i = 0; i < numbers; ++i) {
        out[i] = load<std::uint16_t>(from + i * sizeof(std::uint16_t));
    }
    for (std::size_t point = 0; point < numbers; point += 2 * streams_) {
        // Of frequencies it says "so many or more".
        for (std::uint32_t& frequency : out.subspan(point, streams_)) {
            if (frequency == peak_limit) frequency = term_.statistics.highest_frequency;
        }
    }
    return true;
}

std::span<const std::uint32_t> ListReader::positions() {
    if (document_ == positions_document_) return positions_;
    all_positions();
    positions_.erase(std::unique(positions_.begin(), positions_.end()), positions_.end());
    positions_document_ = document_;
    return positions_;
}

std::span<const std::uint32_t> ListReader::all_positions() {
    positions_document_ = 0;
    const std::span<const std::uint32_t> frequencies = this->frequencies();
    if (positions_block_ != block_) {
        positions_block_ = block_;
        position_starts_.resize(block_documents);
        std::uint32_t start = 0;
        for (std::size_t i = 0; i < count_; ++i) {
            position_starts_[i] = start;
            for (std::size_t stream = 0; stream < streams_; ++stream) {
                start += frequencies[stream * block_documents + i];
            }
        }
    }
    const std::string_view bytes = image_.positions(term_);
    const std::size_t begin = entry(block_).positions;
    std::size_t count = 0;
    for (std::size_t stream = 0; stream < streams_; ++stream) {
        // Numbers of no bits take no bytes, however many they are said to be.
        if (frequency(stream) > postings::words_per_field) image_.mapping().fail();
        count += frequency(stream);
    }
    const std::size_t first = position_starts_[at_];
    if (begin >= bytes.size()) image_.mapping().fail();
    const auto width = static_cast<unsigned char>(bytes[begin]);
    if (width > 32 || bytes.size() - begin - 1 < packed_bytes(first + count, width)) {
        image_.mapping().fail();
    }
    positions_.resize(count);
    unpack(bytes.data() + begin + 1, width, first, positions_);
    std::size_t i = 0;
    for (std::size_t stream = 0; stream < streams_; ++stream) {
        std::uint64_t position = std::uint64_t{stream} << postings::position_bits;
        for (std::uint32_t left = frequency(stream); left > 0; --left) {
            position += positions_[i];
            positions_[i++] = static_cast<std::uint32_t>(position);
        }
        // Ascending: if the last is in its field, all are.
        if (position >> postings::position_bits > stream) image_.mapping().fail();
    }
    return positions_;
}

namespace {

/// What an absent term has.
class EmptyCursor final : public postings::Cursor {
public:
    DocumentNumber document() const override { return no_document; }
    void next() override {}
    void seek(DocumentNumber) override {}
    void frequencies(std::span<std::uint32_t> by_field) override {
        std::fill(by_field.begin(), by_field.end(), 0U);
    }
    std::span<const std::uint32_t> positions() override { return {}; }
};

class TextCursor final : public postings::Cursor {
public:
    TextCursor(const Image& image, Term term)
        : list_(image, std::move(term)), peaks_(peaks_of_block * 2 * list_.streams()) {
        const Statistics& statistics = list_.term().statistics;
        document_frequency = statistics.document_frequency;
        collection_frequency = statistics.collection_frequency;
        highest_frequency = statistics.highest_frequency;
    }

    DocumentNumber document() const override { return list_.document(); }
    void next() override { list_.next(); }
    void seek(DocumentNumber target) override { list_.seek(target); }
    void frequencies(std::span<std::uint32_t> by_field) override {
        for (std::size_t field = 0; field < by_field.size(); ++field) {
            by_field[field] = list_.frequency(field);
        }
    }
    std::span<const std::uint32_t> positions() override { return list_.positions(); }

    std::size_t block_count() const override { return list_.block_count(); }
    std::size_t block_of(DocumentNumber target) override { return list_.block_of(target); }
    DocumentNumber last_of(std::size_t block) override { return list_.last_of(block); }
    std::span<const std::uint32_t> peaks(std::size_t block) override {
        if (!list_.peaks(block, peaks_)) return {};
        return peaks_;
    }
    postings::Run run(DocumentNumber end) override {
        if (list_.document() >= end) return {};
        const auto documents = list_.documents();
        std::size_t count = documents.size();
        if (documents.back() >= end) {
            count = static_cast<std::size_t>(
                std::lower_bound(documents.begin(), documents.end(), end) - documents.begin());
        }
        return {documents.first(count), list_.stream(0).data(), block_documents};
    }

private:
    ListReader list_;
    std::vector<std::uint32_t> peaks_;
};

/// The documents that have a term in one text field.
class FieldCursor final : public postings::Cursor {
public:
    FieldCursor(const Image& image, Term term, std::size_t text_field)
        : list_(image, std::move(term)), field_(text_field) {
        const Term& found = list_.term();
        if (text_field < found.by_field.size()) {
            document_frequency = found.by_field[text_field].document_frequency;
            collection_frequency = found.by_field[text_field].collection_frequency;
        } else {
            // The last has what the others leave.
            collection_frequency = found.statistics.collection_frequency;
            for (const Statistics& other : found.by_field) {
                collection_frequency -= other.collection_frequency;
            }
            document_frequency = static_cast<std::uint32_t>(
                std::min<std::uint64_t>(found.statistics.document_frequency, collection_frequency));
        }
        highest_frequency = found.statistics.highest_frequency;
        pass_over_others();
    }

    DocumentNumber document() const override { return list_.document(); }
    void next() override {
        list_.next();
        pass_over_others();
    }
    void seek(DocumentNumber target) override {
        list_.seek(target);
        pass_over_others();
    }
    void frequencies(std::span<std::uint32_t> by_field) override {
        std::fill(by_field.begin(), by_field.end(), 0U);
        by_field[field_] = list_.frequency(field_);
    }
    std::span<const std::uint32_t> positions() override {
        const std::span<const std::uint32_t> all = list_.positions();
        const auto begin = static_cast<std::uint32_t>(field_) << postings::position_bits;
        const auto first = std::lower_bound(all.begin(), all.end(), begin);
        const auto last = std::lower_bound(first, all.end(), begin + postings::words_per_field);
        return {first, last};
    }

private:
    void pass_over_others() {
        for (; list_.document() != no_document && list_.frequency(field_) == 0; list_.next()) {
            pace_.step();
        }
    }

    ListReader list_;
    std::size_t field_;
    Pace pace_;
};

class ValueCursor final : public postings::Cursor {
public:
    ValueCursor(const Image& image, Term term) : list_(image, std::move(term)) {
        // Values do not occur, they are had.
        document_frequency = list_.term().statistics.document_frequency;
    }

    DocumentNumber document() const override { return list_.document(); }
    void next() override { list_.next(); }
    void seek(DocumentNumber target) override { list_.seek(target); }
    void frequencies(std::span<std::uint32_t> by_field) override {
        std::fill(by_field.begin(), by_field.end(), 0U);
    }
    std::span<const std::uint32_t> positions() override { return list_.positions(); }

private:
    ListReader list_;
};

}  // namespace

std::unique_ptr<postings::Cursor> text_cursor(const Image& image, std::optional<Term> term) {
    if (!term) return std::make_unique<EmptyCursor>();
    if (term->kind != Kind::text) image.mapping().fail();
    return std::make_unique<TextCursor>(image, std::move(*term));
}

std::unique_ptr<postings::Cursor> text_cursor(const Image& image, std::optional<Term> term,
                                              std::size_t text_field) {
    if (!term) return std::make_unique<EmptyCursor>();
    if (term->kind != Kind::text) image.mapping().fail();
    return std::make_unique<FieldCursor>(image, std::move(*term), text_field);
}

std::unique_ptr<postings::Cursor> value_cursor(const Image& image, std::optional<Term> term) {
    if (!term) return std::make_unique<EmptyCursor>();
    return std::make_unique<ValueCursor>(image, std::move(*term));
}

}  // namespace quire::image
