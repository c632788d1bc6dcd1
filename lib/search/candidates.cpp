#include "search/candidates.hpp"

#include <algorithm>
#include <numeric>

#include "search/top_documents.hpp"

namespace quire::search {

using postings::DocumentNumber;

void Candidates::make_room(std::size_t size) {
    if (documents_.size() >= size) return;
    places_.resize(size);
    documents_.resize(size);
    known_.resize(size);
    limits_.resize(size);
    left_.resize(size);
    may_hold_.resize(size);
    contributions_.resize(size);
}

void Candidates::take(std::span<const DocumentNumber> documents) {
    make_room(documents.size());
    size_ = documents.size();
    std::iota(places_.begin(), places_.begin() + static_cast<std::ptrdiff_t>(size_), 0U);
    std::copy(documents.begin(), documents.end(), documents_.begin());
    std::fill_n(known_.begin(), size_, 0.0);
    std::fill_n(limits_.begin(), size_, 0.0);
}

void Candidates::take(std::span<const DocumentNumber> documents, std::span<const double> known,
                      double threshold, double others) {
    make_room(documents.size());
    size_ = 0;
    for (std::size_t i = 0; i < documents.size(); ++i) {
        documents_[size_] = documents[i];
        known_[size_] = known[i];
        size_ += (known[i] + others) * rounding > threshold ? 1 : 0;
    }
    std::copy_n(known_.begin(), size_, limits_.begin());
}

void Candidates::move(std::size_t left) {
    size_ = left;
    for (std::size_t i = 0; i < left; ++i) {
        const std::size_t from = left_[i];
        places_[i] = places_[from];
        documents_[i] = documents_[from];
        known_[i] = known_[from];
        limits_[i] = limits_[from];
    }
}

void Candidates::add_bounds(Walk& walk) {
    flag(walk);
    for (std::size_t i = 0; i < size_;) {
        // Of those that it stands behind it has none.
        const bool behind = documents_[i] < walk.document();
        const double bound = behind ? 0 : walk.bound_from(documents_[i]);
        const DocumentNumber last = behind ? walk.document() - 1 : walk.block_end();
        for (; i < size_ && documents_[i] <= last; ++i) limits_[i] += may_hold_[i] * bound;
    }
}

void Candidates::add_contributions(const Walk& walk, const postings::Run& run) {
    const std::size_t fields = walk.text_fields();
    const auto out = std::span(contributions_).first(size_);
    if (size_ == run.documents.size()) {
        walk.contributions(run, out);
    } else {
        frequencies_.resize(std::max(frequencies_.size(), fields * size_));
        for (std::size_t field = 0; field < fields; ++field) {
            const std::uint32_t* const from = run.frequencies + field * run.stride;
            std::uint32_t* const to = frequencies_.data() + field * size_;
            for (std::size_t i = 0; i < size_; ++i) to[i] = from[places_[i]];
        }
        walk.contributions({documents(), frequencies_.data(), size_}, out);
    }
    for (std::size_t i = 0; i < size_; ++i) {
        known_[i] += contributions_[i];
        limits_[i] += contributions_[i];
    }
}

void Candidates::keep_above(double threshold, double others) {
    keep([&](std::size_t i) { return (limits_[i] + others) * rounding > threshold; });
}

}  // namespace quire::search
