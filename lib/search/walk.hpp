// A concept in the course of an evaluation: where it stands, and what it can bring to a document.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "postings/source.hpp"
#include "search/evaluator.hpp"

namespace quire::search {

class Walk {
public:
    Walk(ScoredConcept given, const postings::Source& source);

    /// The document that it stands on.
    postings::DocumentNumber document() const { return document_; }
    void seek(postings::DocumentNumber target) {
        if (document_ >= target) return;
        if (blocks_ != nullptr) {
            blocks_->seek(target);
            document_ = blocks_->document();
            return;
        }
        given_.matcher->seek(target);
        document_ = given_.matcher->document();
    }

    /// As that of a matcher.
    void rule_out(std::span<const postings::DocumentNumber> documents,
                  std::span<std::uint8_t> may) const {
        given_.matcher->rule_out(documents, may);
    }
    /// Whether it may hold a document.
    bool may_hold(postings::DocumentNumber document) const {
        std::uint8_t may = 1;
        rule_out(std::span(&document, 1), std::span(&may, 1));
        return may != 0;
    }
    /// As that of a matcher.
    bool reach(postings::DocumentNumber target) {
        if (document_ > target) return false;
        if (blocks_ != nullptr) {
            const bool there = blocks_->reach(target);
            document_ = blocks_->document();
            return there;
        }
        document_ = target;
        return given_.matcher->reach(target);
    }

    std::size_t text_fields() const { return frequencies_.size(); }
    bool required() const { return given_.required; }
    std::uint64_t document_frequency() const { return given_.matcher->document_frequency; }

    /// Of its contribution to any document.
    double bound() const { return bound_; }

    /// Of its contribution to any document from `document` to `block_end()`, which is the last of a
    /// block. `document` is not smaller than the one that it stands on.
    double bound_from(postings::DocumentNumber document) {
        if (document > block_.last || document < block_.begin) look_at_block(document);
        return block_bound_;
    }
    postings::DocumentNumber block_end() const { return block_.last; }
    /// Of its contribution to a document: also to one that it stands behind.
    double bound_at(postings::DocumentNumber document) {
        return document >= document_ ? bound_from(document) : 0;
    }
    /// Of its contribution to any document in [begin, end).
    double bound_in(postings::DocumentNumber begin, postings::DocumentNumber end);

    /// Its contribution to the document that it stands on, or a bound of it.
    double look() {
        certain_ = given_.matcher->exact;
        given_.matcher->limits(frequencies_);
        return score();
    }
    /// Its contribution itself, where `look` gave a bound.
    double make_certain() {
        given_.matcher->frequencies(frequencies_);
        certain_ = true;
        return score();
    }

    /// What `look` and `make_certain` found.
    double contribution() const { return contribution_; }
    bool present() const { return present_; }  ///< Whether the document holds it, or may hold it.
    bool certain() const { return certain_; }  ///< Whether that is more than a possibility.
    bool matches() { return given_.matcher->matches(); }

    /// Its posting list where that is in blocks, or null.
    postings::Cursor* blocks() { return blocks_; }
    /// A posting list in blocks that has all its documents, or null. It moves when the walk does,
    /// and the walk stands still when it is moved.
    postings::Cursor* lead() { return lead_; }
    /// What it contributes to the documents of a run of that list, or bounds of it.
    void contributions(const postings::Run& run, std::span<double> out) const;

private:
    static constexpr double unknown = -1;

    void look_at_block(postings::DocumentNumber document);
    double bound_of_block(std::size_t block);
    double score();

    const postings::Source& source_;
    ScoredConcept given_;
    postings::Cursor* lead_;
    postings::Cursor* blocks_;
    double bound_;
    postings::DocumentNumber document_;
    std::vector<std::uint32_t> frequencies_;

    double contribution_ = 0;
    bool present_ = false;
    bool certain_ = false;

    /// The block that was looked at last; none at first.
    postings::Block block_{0, postings::no_document, 0};
    double block_bound_ = 0;
    std::vector<double> block_bounds_;  ///< Of each block that was looked at.
};

}  // namespace quire::search
