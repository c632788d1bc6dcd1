#include "image/cursor.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <type_traits>
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
      text_peaks_begin_(block_count_ > 1 ? block_count_ * sizeof(BlockEntry) : 0),
      field_peaks_begin_(text_peaks_begin_),
      members_begin_(text_peaks_begin_),
      packed_(1 + streams_),
      documents_(std::min<std::size_t>(block_documents, term_.statistics.document_frequency)) {
    if (term_.kind == Kind::text && term_.statistics.document_frequency >= fewest_for_peaks) {
        field_peaks_begin_ += block_count_ * text_peaks_bytes();
        members_begin_ = field_peaks_begin_ + block_count_ * field_peaks_bytes();
    }
    blocks_begin_ = members_begin_;
    if (blocks_begin_ > bytes_.size()) image_.mapping().fail();
    if (block_count_ == 0) return;
    if (block_count_ > 1) {
        member_words_ =
            member_words(term_.statistics.document_frequency, last_of(block_count_ - 1));
        blocks_begin_ += member_words_ * sizeof(std::uint64_t) +
                         member_ranks(member_words_) * sizeof(std::uint32_t);
        if (blocks_begin_ > bytes_.size()) image_.mapping().fail();
    }
    begin(0);
}

BlockEntry ListReader::entry(std::size_t block) const {
    if (block_count_ == 1) return {no_document - 1, 0, 0};
    return load<BlockEntry>(bytes_.data() + block * sizeof(BlockEntry));
}

void ListReader::enter(std::size_t block) {
    const BlockEntry here = entry(block);
    block_ = block;
    count_ =
        std::min(block_documents, term_.statistics.document_frequency - block * block_documents);
    last_in_ = here.last_document;
    documents_decoded_ = false;
    frequencies_decoded_ = false;
    const std::size_t begin = blocks_begin_ + here.begin;
    if (begin > bytes_.size() || bytes_.size() - begin < 1 + streams_) image_.mapping().fail();
    const char* const widths = bytes_.data() + begin;
    std::size_t size = 1 + streams_;
    for (std::size_t i = 0; i <= streams_; ++i) {
        const auto width = static_cast<unsigned char>(widths[i]);
        if (width > 32) image_.mapping().fail();
        packed_[i] = {widths + size, width};
        size += packed_bytes(count_, width);
        if (bytes_.size() - begin < size) image_.mapping().fail();
    }
}

void ListReader::decode_documents() {
    unpack(packed_[0].begin, packed_[0].width, 0, std::span(documents_).first(count_));
    std::uint64_t document = block_ > 0 ? last_of(block_ - 1) : 0;
    for (std::size_t i = 0; i < count_; ++i) {
        document += std::uint64_t{documents_[i]} + 1;
        documents_[i] = static_cast<DocumentNumber>(document);
    }
    // Ascending by construction: if the last is in range, all are. The next block goes on from where
    // the directory says that this one ends.
    if (document > image_.last_document() || (block_count_ > 1 && document != last_in_)) {
        image_.mapping().fail();
    }
    // Who was reached for by its rank must be where that says.
    if (document_ != 0 && documents_[at_] != document_) image_.mapping().fail();
    documents_decoded_ = true;
}

void ListReader::decode_frequencies() {
    frequencies_.resize(streams_ * block_documents);
    for (std::size_t stream = 0; stream < streams_; ++stream) {
        const Packed from = packed_[1 + stream];
        unpack(from.begin, from.width, 0,
               std::span(frequencies_).subspan(stream * block_documents, count_));
    }
    frequencies_decoded_ = true;
}

std::uint32_t ListReader::frequency(std::size_t stream) {
    // Who reaches for single documents hardly wants the whole block.
    if (documents_decoded_ || frequencies_decoded_) {
        return frequencies()[stream * block_documents + at_];
    }
    const Packed from = packed_[1 + stream];
    std::uint32_t number = 0;
    unpack(from.begin, from.width, at_, std::span(&number, 1));
    return number;
}

void ListReader::next() {
    if (document_ == no_document) return;
    pass(1);
}

void ListReader::pass(std::size_t documents) {
    const auto& all = all_documents();
    at_ += documents;
    if (at_ < count_) {
        document_ = all[at_];
    } else if (block_ + 1 < block_count_) {
        begin(block_ + 1);
    } else {
        document_ = no_document;
    }
}

std::optional<StoredBlock> ListReader::whole_block() {
    if (document_ == no_document || at_ > 0 || count_ < block_documents) return std::nullopt;
    StoredBlock block;
    block.before = block_ > 0 ? last_of(block_ - 1) : 0;
    block.documents = all_documents();
    block.frequencies = frequencies();
    if (has_peaks()) {
        block.text_peaks =
            bytes_.substr(text_peaks_begin_ + block_ * text_peaks_bytes(), text_peaks_bytes());
        block.field_peaks =
            bytes_.substr(field_peaks_begin_ + block_ * field_peaks_bytes(), field_peaks_bytes());
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

std::size_t ListReader::block_of(DocumentNumber target, std::size_t near) const {
    if (document_ == no_document) return block_count_;
    if (target <= last_in_) return block_;
    // From there on in growing steps, then by halves: `low` ends before it, `high` does not.
    std::size_t low = block_;
    std::size_t high = block_count_;
    std::size_t step = 1;
    if (near > low && near < high && last_of(near) >= target) {
        high = near;
        for (; high - low > step && last_of(high - step) >= target; step *= 2) high -= step;
        if (high - low > step) low = high - step;
    } else {
        if (near > low && near < high) low = near;
        for (; high - low > step && last_of(low + step) < target; step *= 2) low += step;
        if (high - low > step) high = low + step;
    }
    while (high - low > 1) {
        const std::size_t middle = low + (high - low) / 2;
        (last_of(middle) < target ? low : high) = middle;
    }
    return high;
}

void ListReader::seek(DocumentNumber target) {
    if (document_ >= target) return;
    const std::size_t block = block_of(target, block_);
    if (block != block_ && block < block_count_) begin(block);
    if (block == block_count_ || target > all_documents()[count_ - 1]) {
        document_ = no_document;
        at_ = count_;
        block_ = block_count_ - 1;
        return;
    }
    // Mostly it is one of the next: in growing steps, then by halves.
    std::size_t step = 1;
    while (at_ + step < count_ && documents_[at_ + step] < target) {
        at_ += step;
        step *= 2;
    }
    const auto begin = documents_.begin() + static_cast<std::ptrdiff_t>(at_);
    const auto end = documents_.begin() + static_cast<std::ptrdiff_t>(std::min(at_ + step, count_));
    at_ = static_cast<std::size_t>(std::lower_bound(begin, end, target) - documents_.begin());
    document_ = documents_[at_];
}

void ListReader::rule_out(std::span<const DocumentNumber> documents,
                          std::span<std::uint8_t> may) const {
    if (member_words_ == 0) return;
    // Which are members cannot be foretold: no branch depends on it.
    const std::size_t last_word = member_words_ - 1;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        const std::size_t word = documents[i] / 64;
        const std::uint64_t bit = member_word(std::min(word, last_word)) >> (documents[i] % 64) & 1;
        may[i] = static_cast<std::uint8_t>(may[i] & bit & (word <= last_word ? 1U : 0U));
    }
}

std::size_t ListReader::rank(DocumentNumber member) const {
    const std::size_t word = member / 64;
    const std::size_t number = word / words_for_each_rank;
    std::size_t rank =
        load<std::uint32_t>(bytes_.data() + members_begin_ + member_words_ * sizeof(std::uint64_t) +
                            number * sizeof(std::uint32_t));
    for (std::size_t i = number * words_for_each_rank; i < word; ++i) {
        rank += static_cast<std::size_t>(std::popcount(member_word(i)));
    }
    const std::uint64_t before = (std::uint64_t{1} << (member % 64)) - 1;
    return rank + static_cast<std::size_t>(std::popcount(member_word(word) & before));
}

bool ListReader::reach(DocumentNumber target) {
    if (document_ >= target) return document_ == target;
    if (member_words_ == 0) {
        seek(target);
        return document_ == target;
    }
    if (!is_member(target)) return false;
    const std::size_t place = rank(target);
    const std::size_t block = place / block_documents;
    if (block < block_ || block >= block_count_ || target > image_.last_document()) {
        image_.mapping().fail();
    }
    if (block != block_) enter(block);
    at_ = place % block_documents;
    if (at_ >= count_ || (documents_decoded_ && documents_[at_] != target)) image_.mapping().fail();
    document_ = target;
    return true;
}

std::span<const std::uint32_t> ListReader::peaks(std::size_t block, bool text_as_one) {
    if (!has_peaks()) return {};
    if (!text_as_one) {
        return read_peaks(field_peaks_begin_ + block * field_peaks_bytes(), peaks_by_field,
                          streams_);
    }
    // The compiler knows how many they are.
    return read_peaks(text_peaks_begin_ + block * text_peaks_bytes(), peaks_of_text,
                      std::integral_constant<std::size_t, 1>());
}

template <typename Fields>
std::span<const std::uint32_t> ListReader::read_peaks(std::size_t begin, std::size_t points,
                                                      Fields fields) {
    const std::size_t numbers = 2 * fields * points;
    const char* const from = bytes_.data() + begin;
    peaks_.resize(numbers);
    std::uint32_t highest = 0;
    for (std::size_t i = 0; i < numbers; ++i) {
        peaks_[i] = load<std::uint16_t>(from + i * sizeof(std::uint16_t));
        highest = std::max(highest, peaks_[i]);
    }
    if (highest < peak_limit) return peaks_;
    for (std::size_t point = 0; point < numbers; point += 2 * fields) {
        // Of frequencies it says "so many or more".
        for (std::uint32_t& frequency : std::span(peaks_).subspan(point, fields)) {
            if (frequency == peak_limit) frequency = term_.statistics.highest_frequency;
        }
    }
    return peaks_;
}

std::span<const std::uint32_t> ListReader::positions() {
    if (document_ == positions_document_) return positions_;
    all_positions();
    positions_.erase(std::unique(positions_.begin(), positions_.end()), positions_.end());
    positions_document_ = document_;
    return positions_;
}

std::uint32_t ListReader::occurrences_since(std::size_t first) {
    std::array<std::uint32_t, documents_for_each_start> few;
    std::span<const std::uint32_t> frequencies = std::span(few).first(at_ - first);
    std::uint32_t occurrences = 0;
    for (std::size_t stream = 0; stream < streams_; ++stream) {
        if (frequencies_decoded_) {
            frequencies =
                std::span(frequencies_).subspan(stream * block_documents + first, at_ - first);
        } else {
            const Packed from = packed_[1 + stream];
            unpack(from.begin, from.width, first, std::span(few).first(at_ - first));
        }
        for (const std::uint32_t frequency : frequencies) occurrences += frequency;
    }
    return occurrences;
}

std::span<const std::uint32_t> ListReader::all_positions() {
    positions_document_ = 0;
    const std::string_view bytes = image_.positions(term_);
    std::size_t begin = entry(block_).positions;
    std::size_t count = 0;
    for (std::size_t stream = 0; stream < streams_; ++stream) {
        // Numbers of no bits take no bytes, however many they are said to be.
        if (frequency(stream) > postings::words_per_field) image_.mapping().fail();
        count += frequency(stream);
    }
    const std::size_t starts = (count_ - 1) / documents_for_each_start;
    const std::size_t head = 1 + starts * sizeof(std::uint32_t);
    if (begin > bytes.size() || bytes.size() - begin < head) image_.mapping().fail();
    const auto width = static_cast<unsigned char>(bytes[begin]);
    const std::size_t start = at_ / documents_for_each_start;
    std::size_t first = occurrences_since(start * documents_for_each_start);
    if (start > 0) {
        first +=
            load<std::uint32_t>(bytes.data() + begin + 1 + (start - 1) * sizeof(std::uint32_t));
    }
    begin += head;
    if (width > 32 || bytes.size() - begin < packed_bytes(first + count, width)) {
        image_.mapping().fail();
    }
    positions_.resize(count);
    unpack(bytes.data() + begin, width, first, positions_);
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
    TextCursor(const Image& image, Term term) : list_(image, std::move(term)) {
        const Statistics& statistics = list_.term().statistics;
        document_frequency = statistics.document_frequency;
        collection_frequency = statistics.collection_frequency;
        highest_frequency = statistics.highest_frequency;
    }

    DocumentNumber document() const override { return list_.document(); }
    void next() override { list_.next(); }
    void seek(DocumentNumber target) override { list_.seek(target); }
    void rule_out(std::span<const DocumentNumber> documents,
                  std::span<std::uint8_t> may) const override {
        list_.rule_out(documents, may);
    }
    bool reach(DocumentNumber target) override { return list_.reach(target); }
    void frequencies(std::span<std::uint32_t> by_field) override {
        for (std::size_t field = 0; field < by_field.size(); ++field) {
            by_field[field] = list_.frequency(field);
        }
    }
    std::span<const std::uint32_t> positions() override { return list_.positions(); }

    std::size_t block_count() const override { return list_.block_count(); }
    postings::Block block_of(DocumentNumber target, std::size_t near) override {
        return list_.block(list_.block_of(target, near));
    }
    std::span<const std::uint32_t> peaks(std::size_t block, bool text_as_one) override {
        return list_.peaks(block, text_as_one);
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
    void rule_out(std::span<const DocumentNumber> documents,
                  std::span<std::uint8_t> may) const override {
        list_.rule_out(documents, may);
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
    void rule_out(std::span<const DocumentNumber> documents,
                  std::span<std::uint8_t> may) const override {
        list_.rule_out(documents, may);
    }
    bool reach(DocumentNumber target) override { return list_.reach(target); }
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
