#include "image/list_writer.hpp"

#include <algorithm>
#include <bit>

#include "image/bits.hpp"

namespace quire::image {

void ListWriter::begin(Kind kind) {
    kind_ = kind;
    streams_ = kind == Kind::text ? text_fields_ : 1;
    statistics_ = {};
    by_field_.assign(text_fields_, {});
    list_.clear();
    positions_.clear();
    last_ = 0;
    all_documents_.clear();
    documents_.clear();
    frequencies_.resize(std::max(streams_, frequencies_.size()));
    for (auto& stream : frequencies_) stream.clear();
    lengths_.clear();
    position_starts_.clear();
    differences_.clear();
    directory_.clear();
    text_peaks_.clear();
    field_peaks_.clear();
    blocks_.clear();
}

void ListWriter::add(const Posting& posting, std::span<const std::uint32_t> lengths) {
    if (!documents_.empty() && documents_.size() % documents_for_each_start == 0) {
        position_starts_.push_back(static_cast<std::uint32_t>(differences_.size()));
    }
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
        const std::uint32_t field_begin = position >> postings::position_bits
                                                          << postings::position_bits;
        before = std::max(before, field_begin);
        differences_.push_back(position - before);
        before = position;
    }
    if (documents_.size() == block_documents) end_block();
}

void ListWriter::copy(const StoredBlock& block) {
    last_ = block.documents.back();
    begin_block(last_);
    all_documents_.insert(all_documents_.end(), block.documents.begin(), block.documents.end());
    text_peaks_ += block.text_peaks;
    field_peaks_ += block.field_peaks;
    blocks_ += block.bytes;
    positions_ += block.positions;
    std::array<std::uint32_t, block_documents> sums{};
    for (std::size_t stream = 0; stream < streams_; ++stream) {
        Statistics& field = by_field_[stream];
        for (std::size_t i = 0; i < block_documents; ++i) {
            const std::uint32_t frequency = block.frequencies[stream * block_documents + i];
            sums[i] += frequency;
            field.document_frequency += frequency > 0 ? 1 : 0;
            field.collection_frequency += frequency;
        }
    }
    statistics_.document_frequency += block_documents;
    for (const std::uint32_t sum : sums) {
        statistics_.collection_frequency += sum;
        statistics_.highest_frequency = std::max(statistics_.highest_frequency, sum);
    }
}

void ListWriter::begin_block(postings::DocumentNumber last) {
    directory_.push_back({last, static_cast<std::uint32_t>(blocks_.size()),
                          static_cast<std::uint32_t>(positions_.size())});
}

void ListWriter::end_block() {
    if (documents_.empty()) return;
    begin_block(documents_.back());
    if (has_peaks()) add_peaks();
    all_documents_.insert(all_documents_.end(), documents_.begin(), documents_.end());

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
    pack(scratch_, widths[0], blocks_);
    for (std::size_t stream = 0; stream < streams_; ++stream) {
        pack(frequencies_[stream], widths[stream + 1], blocks_);
        frequencies_[stream].clear();
    }
    documents_.clear();
    lengths_.clear();
    if (kind_ != Kind::counted) {
        const unsigned width = width_for(differences_);
        positions_ += static_cast<char>(width);
        for (const std::uint32_t start : position_starts_) append(positions_, start);
        pack(differences_, width, positions_);
        differences_.clear();
    }
    position_starts_.clear();
}

void ListWriter::add_peaks() {
    rows_.clear();
    for (std::size_t i = 0; i < documents_.size(); ++i) {
        std::uint32_t frequency = 0;
        std::uint32_t length = 0;
        for (std::size_t f = 0; f < text_fields_; ++f) {
            frequency += frequencies_[f][i];
            length += lengths_[i * text_fields_ + f];
        }
        rows_.push_back(frequency);
        rows_.push_back(length);
    }
    add_peaks(1, peaks_of_text, text_peaks_);
    rows_.clear();
    for (std::size_t i = 0; i < documents_.size(); ++i) {
        for (std::size_t f = 0; f < text_fields_; ++f) rows_.push_back(frequencies_[f][i]);
        for (std::size_t f = 0; f < text_fields_; ++f) {
            rows_.push_back(lengths_[i * text_fields_ + f]);
        }
    }
    add_peaks(text_fields_, peaks_by_field, field_peaks_);
}

/// Of the documents that no other one bounds; neighbours joined where they are too many. A row is
/// the frequencies and the lengths of one by field.
void ListWriter::add_peaks(std::size_t fields, std::size_t most, std::string& to) {
    // A point is a row. It bounds another one that has a term no more often in any field, and is no
    // shorter.
    points_.clear();
    const auto point = [&](std::size_t i) {
        return std::span(points_).subspan(i * 2 * fields, 2 * fields);
    };
    const auto bounds = [&](std::span<const std::uint32_t> a, std::span<const std::uint32_t> b) {
        for (std::size_t f = 0; f < fields; ++f) {
            if (a[f] < b[f] || a[fields + f] > b[fields + f]) return false;
        }
        return true;
    };
    for (std::size_t i = 0; i < documents_.size(); ++i) {
        const auto row = std::span(rows_).subspan(i * 2 * fields, 2 * fields);
        std::size_t kept = 0;
        bool bounded = false;
        const std::size_t count = points_.size() / (2 * fields);
        for (std::size_t j = 0; j < count && !bounded; ++j) bounded = bounds(point(j), row);
        if (bounded) continue;
        for (std::size_t j = 0; j < count; ++j) {
            if (bounds(row, point(j))) continue;
            std::copy(point(j).begin(), point(j).end(), point(kept).begin());
            ++kept;
        }
        points_.resize(kept * 2 * fields);
        points_.insert(points_.end(), row.begin(), row.end());
    }
    join_points(fields, most);
    // Where there are fewer, the last stands for the others: the points of a block are a set.
    const std::size_t count = points_.size() / (2 * fields);
    for (std::size_t i = 0; i < most; ++i) {
        for (const std::uint32_t number : point(std::min(i, count - 1))) {
            append(to, static_cast<std::uint16_t>(std::min(number, peak_limit)));
        }
    }
}

/// Joins those that lose least by it, as a ranking like BM25 sees them.
void ListWriter::join_points(std::size_t fields, std::size_t most) {
    const std::size_t size = 2 * fields;
    if (points_.size() <= most * size) return;
    double average = 1;
    for (const std::uint32_t length : lengths_) average += length;
    average /= static_cast<double>(documents_.size());
    const auto impact = [&](std::span<const std::uint32_t> point) {
        double occurrences = 0;
        double length = 0;
        for (std::size_t f = 0; f < fields; ++f) {
            occurrences += point[f];
            length += point[fields + f];
        }
        return occurrences / (occurrences + 0.4 + 0.8 * length / average);
    };
    std::vector<std::vector<std::uint32_t>> points;
    for (std::size_t i = 0; i < points_.size(); i += size) {
        points.emplace_back(points_.begin() + static_cast<std::ptrdiff_t>(i),
                            points_.begin() + static_cast<std::ptrdiff_t>(i + size));
    }
    std::sort(points.begin(), points.end(),
              [&](const auto& a, const auto& b) { return impact(a) > impact(b); });
    const auto joined = [&](const auto& a, const auto& b) {
        std::vector<std::uint32_t> both(size);
        for (std::size_t f = 0; f < fields; ++f) {
            both[f] = std::max(a[f], b[f]);
            both[fields + f] = std::min(a[fields + f], b[fields + f]);
        }
        return both;
    };
    while (points.size() > most) {
        std::size_t best = 0;
        double lowest = 2;
        for (std::size_t i = 0; i + 1 < points.size(); ++i) {
            const double height = impact(joined(points[i], points[i + 1]));
            if (height >= lowest) continue;
            lowest = height;
            best = i;
        }
        points[best] = joined(points[best], points[best + 1]);
        points.erase(points.begin() + static_cast<std::ptrdiff_t>(best) + 1);
    }
    points_.clear();
    for (const auto& point : points) points_.insert(points_.end(), point.begin(), point.end());
}

void ListWriter::end() {
    end_block();
    if (directory_.size() > 1) {
        list_.append(reinterpret_cast<const char*>(directory_.data()),
                     directory_.size() * sizeof(BlockEntry));
    }
    list_ += text_peaks_;
    list_ += field_peaks_;
    add_members();
    list_ += blocks_;
}

void ListWriter::add_members() {
    std::vector<std::uint64_t> words(member_words(statistics_.document_frequency, last_));
    if (words.empty()) return;
    for (const std::uint32_t document : all_documents_) {
        words[document / 64] |= std::uint64_t{1} << (document % 64);
    }
    list_.append(reinterpret_cast<const char*>(words.data()), words.size() * sizeof words[0]);
    std::uint32_t before = 0;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i % words_for_each_rank == 0) append(list_, before);
        before += static_cast<std::uint32_t>(std::popcount(words[i]));
    }
}

}  // namespace quire::image
