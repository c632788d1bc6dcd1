#include "image/segment.hpp"

#include <algorithm>

#include "base/bytes.hpp"

namespace quire::image {
namespace {

/// What an entry of the table of terms takes besides its strings.
constexpr std::size_t entry_bytes = 128;

}  // namespace

void Segment::add_document(postings::DocumentNumber document,
                           std::span<const std::uint32_t> lengths, std::string_view head) {
    documents_.push_back(document);
    lengths_.insert(lengths_.end(), lengths.begin(), lengths.end());
    heads_ += head;
    head_ends_.push_back(heads_.size());
    bytes_ += head.size() + lengths.size_bytes() + sizeof document + sizeof(std::size_t);
}

void Segment::add_terms(const DocumentTerms& terms) {
    for (std::size_t i = 0; i < terms.size(); ++i) add_term(terms[i]);
}

void Segment::add_term(const DocumentTerms::Term& added) {
    auto found = lists_.find(added.term);
    if (found == lists_.end()) {
        found = lists_.emplace(added.term, List{}).first;
        found->second.kind = added.kind;
        bytes_ += entry_bytes + added.term.size();
    }
    List& list = found->second;
    const std::size_t before = list.bytes.size();
    ByteWriter out(list.bytes);
    out.number(documents_.back() - list.last);
    list.last = documents_.back();
    for (const std::uint32_t frequency : added.frequencies) out.number(frequency);
    std::uint32_t last = 0;
    for (const std::uint32_t position : added.positions) {
        out.number(position - last);
        last = position;
    }
    bytes_ += list.bytes.size() - before;
}

void Segment::clear() {
    documents_.clear();
    lengths_.clear();
    head_ends_.clear();
    heads_.clear();
    lists_.clear();
    bytes_ = 0;
}

class SegmentInput final : public Input {
public:
    explicit SegmentInput(const Segment& segment)
        : segment_(segment), frequencies_(segment.text_fields_) {
        terms_.reserve(segment.lists_.size());
        for (const auto& entry : segment.lists_) terms_.push_back(&entry);
        std::sort(terms_.begin(), terms_.end(),
                  [](const auto* a, const auto* b) { return a->first < b->first; });
    }

    postings::DocumentNumber first_document() const override {
        return segment_.empty() ? 1 : segment_.documents_.front();
    }
    postings::DocumentNumber last_document() const override {
        return segment_.empty() ? 0 : segment_.documents_.back();
    }
    std::string_view head(postings::DocumentNumber document) const override {
        const std::size_t row = row_of(document);
        if (row == segment_.documents_.size()) return {};
        const std::size_t begin = row > 0 ? segment_.head_ends_[row - 1] : 0;
        return std::string_view(segment_.heads_).substr(begin, segment_.head_ends_[row] - begin);
    }
    std::span<const std::uint32_t> lengths(postings::DocumentNumber document) const override {
        return std::span(segment_.lengths_)
            .subspan(row_of(document) * segment_.text_fields_, segment_.text_fields_);
    }

    bool next_term() override {
        at_ = at_ == none ? 0 : at_ + 1;
        if (at_ >= terms_.size()) return false;
        in_ = ByteReader(list().bytes);
        posting_.document = 0;
        return true;
    }
    std::string_view term() const override { return terms_[at_]->first; }
    Kind kind() const override { return list().kind; }

    bool next_posting() override {
        if (in_.at_end()) return false;
        const auto number = [&] { return static_cast<std::uint32_t>(in_.number()); };
        posting_.document += number();
        const std::size_t streams = kind() == Kind::text ? frequencies_.size() : 1;
        std::size_t occurrences = 0;
        for (std::size_t stream = 0; stream < streams; ++stream) {
            frequencies_[stream] = number();
            occurrences += frequencies_[stream];
        }
        posting_.frequencies = std::span(frequencies_).first(streams);
        positions_.clear();
        if (kind() != Kind::counted) {
            std::uint32_t position = 0;
            for (; occurrences > 0; --occurrences) positions_.push_back(position += number());
        }
        posting_.positions = positions_;
        return true;
    }
    const Posting& posting() const override { return posting_; }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);

    const Segment::List& list() const { return terms_[at_]->second; }

    /// The row of a document; the number of documents where there is no such one.
    std::size_t row_of(postings::DocumentNumber document) const {
        const auto& documents = segment_.documents_;
        const auto found = std::lower_bound(documents.begin(), documents.end(), document);
        if (found == documents.end() || *found != document) return documents.size();
        return static_cast<std::size_t>(found - documents.begin());
    }

    const Segment& segment_;
    std::vector<const std::pair<const std::string, Segment::List>*> terms_;
    std::size_t at_ = none;
    ByteReader in_{{}};
    std::vector<std::uint32_t> frequencies_;
    std::vector<std::uint32_t> positions_;
    Posting posting_;
};

std::unique_ptr<Input> input_of(const Segment& segment) {
    return std::make_unique<SegmentInput>(segment);
}

}  // namespace quire::image
