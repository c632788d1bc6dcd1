#include "search/walk.hpp"

#include <algorithm>
#include <utility>

namespace quire::search {

using postings::DocumentNumber;
using postings::no_document;

namespace {

/// Of lists that one of so many documents is in, the blocks of a stretch are not looked at for what
/// they bring at most: they are many, and hardly bring less than the list.
constexpr std::uint64_t most_for_each_posting = 4;

}  // namespace

Walk::Walk(ScoredConcept given, const postings::Source& source)
    : source_(source),
      given_(std::move(given)),
      lead_(given_.matcher->lead()),
      blocks_(given_.matcher->exact ? lead_ : nullptr),
      bound_(given_.weight * given_.scorer->bound(given_.matcher->highest_frequency)),
      document_(given_.matcher->document()),
      frequencies_(source.total_lengths().size()) {}

void Walk::look_at_block(DocumentNumber document) {
    if (lead_ == nullptr) {
        block_ = {};
        block_bound_ = bound_;
        return;
    }
    if (block_bounds_.empty()) {
        block_bounds_.resize(lead_->block_count() + 1, unknown);
        block_bounds_.back() = 0;  // Where none are left.
    }
    block_ = lead_->block_of(document, block_.number);
    double& bound = block_bounds_[block_.number];
    if (bound == unknown) bound = std::min(bound_, bound_of_block(block_.number));
    block_bound_ = bound;
}

double Walk::bound_of_block(std::size_t block) {
    const bool text_as_one = given_.scorer->takes_text_as_one();
    const std::span<const std::uint32_t> points = lead_->peaks(block, text_as_one);
    if (points.empty()) return bound_;
    return given_.weight * given_.scorer->bound(points, text_as_one ? 1 : text_fields());
}

double Walk::bound_in(DocumentNumber begin, DocumentNumber end) {
    if (lead_ != nullptr &&
        lead_->document_frequency * most_for_each_posting > source_.document_count()) {
        return bound_;
    }
    double highest = bound_from(begin);
    while (block_.last < end - 1) highest = std::max(highest, bound_from(block_.last + 1));
    return highest;
}

double Walk::score() {
    present_ = std::any_of(frequencies_.begin(), frequencies_.end(),
                           [](std::uint32_t frequency) { return frequency > 0; });
    contribution_ =
        present_ ? given_.weight * given_.scorer->score(frequencies_, source_.lengths(document_))
                 : 0;
    return contribution_;
}

void Walk::contributions(const postings::Run& run, std::span<double> out) const {
    given_.scorer->scores(
        {run.documents, run.frequencies, run.stride, frequencies_.size(), source_.length_rows()},
        out);
    if (given_.weight == 1) return;
    for (double& contribution : out) contribution *= given_.weight;
}

}  // namespace quire::search
