#include "image/list_writer.hpp"

#include <algorithm>
#include <numeric>

#include "image/bits.hpp"

namespace quire::image {
namespace {

/// A point that bounds documents: none of them has a term more often in any field, or is shorter.
struct Peak {
    std::vector<std::uint32_t> frequencies;
    std::vector<std::uint32_t> lengths;

    bool bounds(const Peak& other) const {
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            if (frequencies[i] < other.frequencies[i] || lengths[i] > other.lengths[i]) return false;
        }
        return true;
    }
    void take_in(const Peak& other) {
        for (std::size_t i = 0; i < lengths.size(); ++i) {
            frequencies[i] = std::max(frequencies[i], other.frequencies[i]);
            lengths[i] = std::min(lengths[i], other.lengths[i]);
        }
    }
    std::uint64_t occurrences() const {
        return std::accumulate(frequencies.begin(), frequencies.end(), std::uint64_t{0});
    }
    std::uint64_t words() const {
        return std::accumulate(lengths.begin(), lengths.end(), std::uint64_t{0});
    }
};

void append_packed(std::span<const std::uint32_t> numbers, unsigned width, std::string& out) {
    if (width > 0) pack(numbers, width, out);
}

}  // namespace

void ListWriter::begin(Kind kind) {
    kind_ = kind;
    streams_ = kind == Kind::text ? text_fields_ : 1;
    statistics_ = {};
    by_field_.assign(text_fields_, {});
    list_.clear();
    positions_.clear();
    last_ = 0;
    documents_.clear();
    frequencies_.resize(std::max(streams_, frequencies_.size()));
    for (auto& stream : frequencies_) stream.clear();
    lengths_.clear();
    differences_.clear();
    directory_.clear();
    peaks_.clear();
    blocks_.clear();
}

void ListWriter::add(const Posting& posting, std::span<const std::uint32_t> lengths) {
    documents_.push_back(posting.document);
    std::uint32_t sum = 0;
    for (std::size_t stream = 0; stream < streams_; ++stream) {
        const std::uint32_t frequency = posting.frequencies[stream];
        frequencies_[stream].push_back(frequency);
        sum += frequency;
        if (kind_ != Kind::text || frequency == 0) continue;
        ++by_field_[stream].document_frequency;
        by_field_[stream].collection_frequency += frequency;
    }
    ++statistics_.document_frequency;
    statistics_.collection_frequency += sum;
    statistics_.highest_frequency = std::max(statistics_.highest_frequency, sum);
    if (kind_ == Kind::text) lengths_.insert(lengths_.end(), lengths.begin(), lengths.end());
    std::uint32_t before = 0;
    for (const std::uint32_t position : posting.positions) {
        const std::uint32_t field_begin =
            position >> postings::position_bits << postings::position_bits;
        before = std::max(before, field_begin);
        differences_.push_back(position - before);
        before = position;
    }
    if (documents_.size() == block_documents) end_block();
}

void ListWriter::end_block() {
    if (documents_.empty()) return;
    directory_.push_back({documents_.back(), static_cast<std::uint32_t>(blocks_.size()),
                          static_cast<std::uint32_t>(positions_.size())});
    if (kind_ == Kind::text) add_peaks();

    scratch_.clear();
    for (const std::uint32_t document : documents_) {
        scratch_.push_back(document - last_ - 1);
        last_ = document;
    }
    std::vector<unsigned> widths = {width_for(scratch_)};
    for (std::size_t stream = 0; stream < streams_; ++stream) {
        widths.push_back(width_for(frequencies_[stream]));
    }
    for (const unsigned width : widths) blocks_ += static_cast<char>(width);
    append_packed(scratch_, widths[0], blocks_);
    for (std::size_t stream = 0; stream < streams_; ++stream) {
        append_packed(frequencies_[stream], widths[stream + 1], blocks_);
        frequencies_[stream].clear();
    }
    documents_.clear();
    lengths_.clear();
    if (kind_ != Kind::counted) {
        const unsigned width = width_for(differences_);
        positions_ += static_cast<char>(width);
        append_packed(differences_, width, positions_);
        differences_.clear();
    }
}

/// Of the documents that no other one bounds; joined where they are too many.
void ListWriter::add_peaks() {
    std::vector<Peak> highest;
    for (std::size_t i = 0; i < documents_.size(); ++i) {
        Peak peak;
        for (std::size_t field = 0; field < text_fields_; ++field) {
            peak.frequencies.push_back(frequencies_[field][i]);
            peak.lengths.push_back(lengths_[i * text_fields_ + field]);
        }
        const auto bounds_it = [&](const Peak& other) { return other.bounds(peak); };
        if (std::any_of(highest.begin(), highest.end(), bounds_it)) continue;
        std::erase_if(highest, [&](const Peak& other) { return peak.bounds(other); });
        highest.push_back(std::move(peak));
    }
    std::sort(highest.begin(), highest.end(), [](const Peak& a, const Peak& b) {
        const std::uint64_t x = a.occurrences();
        const std::uint64_t y = b.occurrences();
        return x != y ? x > y : a.words() < b.words();
    });
    for (std::size_t i = 0; i < peaks_of_block; ++i) {
        const std::size_t begin = i * highest.size() / peaks_of_block;
        const std::size_t end = (i + 1) * highest.size() / peaks_of_block;
        // Where there are fewer, one stands for two: the points of a block are a set.
        Peak joined = highest[std::min(begin, highest.size() - 1)];
        for (std::size_t j = begin + 1; j < end; ++j) joined.take_in(highest[j]);
        const auto append_numbers = [&](std::span<const std::uint32_t> numbers) {
            for (const std::uint32_t number : numbers) {
                append(peaks_, static_cast<std::uint16_t>(std::min(number, peak_limit)));
            }
        };
        append_numbers(joined.frequencies);
        append_numbers(joined.lengths);
    }
}

void ListWriter::end() {
    end_block();
    if (directory_.size() > 1) {
        list_.append(reinterpret_cast<const char*>(directory_.data()),
                     directory_.size() * sizeof(BlockEntry));
    }
    if (kind_ == Kind::text && statistics_.document_frequency >= fewest_for_peaks) list_ += peaks_;
    list_ += blocks_;
}

}  // namespace quire::image
