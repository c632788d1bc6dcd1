#include "search/walk.hpp"

#include <algorithm>
#include <utility>

namespace quire::search {

using postings::DocumentNumber;
using postings::no_document;

Walk::Walk(ScoredConcept given, const postings::Source& source)
    : source_(source),
      given_(std::move(given)),
      lead_(given_.matcher->lead()),
      blocks_(given_.matcher->exact ? lead_ : nullptr),
      bound_(given_.weight * given_.scorer->bound(given_.matcher->highest_frequency)),
      document_(given_.matcher->document()),
      frequencies_(source.total_lengths().size()) {}

void Walk::look_at_block(DocumentNumber document) {
    block_begin_ = document;
    block_end_ = no_document;
    block_bound_ = bound_;
    if (lead_ == nullptr) return;
    const std::size_t block = lead_->block_of(document);
    if (block == lead_->block_count()) {
        block_bound_ = 0;  // None are left.
        return;
    }
    block_end_ = lead_->last_of(block);
    block_bounds_.resize(lead_->block_count(), unknown);
    double& bound = block_bounds_[block];
    if (bound == unknown) bound = std::min(bound_, bound_of_block(block));
    block_bound_ = bound;
}

double Walk::bound_of_block(std::size_t block) {
    const std::span<const std::uint32_t> peaks = lead_->peaks(block);
    if (peaks.empty()) return bound_;
    const std::size_t fields = frequencies_.size();
    double highest = 0;
    for (std::size_t i = 0; i < peaks.size(); i += 2 * fields) {
        highest = std::max(highest, given_.scorer->bound(peaks.subspan(i, fields),
                                                         peaks.subspan(i + fields, fields)));
    }
    return given_.weight * highest;
}

double Walk::bound_in(DocumentNumber begin, DocumentNumber end) {
    double highest = bound_from(begin);
    while (block_end_ < end - 1) highest = std::max(highest, bound_from(block_end_ + 1));
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
    for (double& contribution : out) contribution *= given_.weight;
}

}  // namespace quire::search
