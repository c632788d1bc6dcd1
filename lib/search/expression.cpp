#include "search/expression.hpp"

#include <algorithm>
#include <utility>

namespace quire::search {
namespace {

using postings::DocumentNumber;
using postings::no_document;

bool in_order(const Extent& a, const Extent& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
}

class TermMatcher final : public Matcher {
public:
    explicit TermMatcher(std::unique_ptr<postings::Cursor> cursor) : cursor_(std::move(cursor)) {
        document_frequency = cursor_->document_frequency;
        collection_frequency = cursor_->collection_frequency;
        highest_frequency = cursor_->highest_frequency;
    }

    DocumentNumber document() const override { return cursor_->document(); }
    void seek(DocumentNumber target) override { cursor_->seek(target); }
    bool matches() override { return true; }
    void limits(std::span<std::uint32_t> by_field) override { cursor_->frequencies(by_field); }
    void frequencies(std::span<std::uint32_t> by_field) override { cursor_->frequencies(by_field); }
    void extents(std::vector<Extent>& out) override {
        out.clear();
        for (const std::uint32_t position : cursor_->positions()) {
            out.push_back({position, position + 1});
        }
    }

private:
    std::unique_ptr<postings::Cursor> cursor_;
};

using Matchers = std::vector<std::unique_ptr<Matcher>>;

class AnyMatcher final : public Matcher {
public:
    AnyMatcher(Matchers parts, std::uint64_t documents, std::size_t text_field_count)
        : parts_(std::move(parts)), part_frequencies_(text_field_count) {
        for (const auto& part : parts_) {
            document_frequency += part->document_frequency;
            collection_frequency += part->collection_frequency;
            highest_frequency += part->highest_frequency;
            exact = exact && part->exact;
        }
        document_frequency = std::min(document_frequency, documents);
        find_document();
    }

    DocumentNumber document() const override { return document_; }
    void seek(DocumentNumber target) override {
        if (document_ >= target) return;
        for (const auto& part : parts_) part->seek(target);
        find_document();
    }
    bool matches() override {
        return std::any_of(parts_.begin(), parts_.end(), [&](const auto& part) {
            return part->document() == document_ && part->matches();
        });
    }
    void limits(std::span<std::uint32_t> by_field) override { add_up(by_field, &Matcher::limits); }
    void frequencies(std::span<std::uint32_t> by_field) override {
        add_up(by_field, &Matcher::frequencies);
    }
    void extents(std::vector<Extent>& out) override {
        out.clear();
        std::vector<Extent> of_part;
        for (const auto& part : parts_) {
            if (part->document() != document_) continue;
            part->extents(of_part);
            out.insert(out.end(), of_part.begin(), of_part.end());
        }
        std::sort(out.begin(), out.end(), in_order);
    }

private:
    void find_document() {
        document_ = no_document;
        for (const auto& part : parts_) document_ = std::min(document_, part->document());
    }
    void add_up(std::span<std::uint32_t> by_field,
                void (Matcher::*count)(std::span<std::uint32_t>)) {
        std::fill(by_field.begin(), by_field.end(), 0U);
        for (const auto& part : parts_) {
            if (part->document() != document_) continue;
            ((*part).*count)(part_frequencies_);
            for (std::size_t field = 0; field < by_field.size(); ++field) {
                by_field[field] += part_frequencies_[field];
            }
        }
    }

    Matchers parts_;
    std::vector<std::uint32_t> part_frequencies_;
    DocumentNumber document_ = no_document;
};

class SequenceMatcher final : public Matcher {
public:
    SequenceMatcher(Matchers parts, std::size_t text_field_count)
        : parts_(std::move(parts)), part_limits_(text_field_count) {
        exact = false;
        for (const auto& part : parts_) by_rarity_.push_back(part.get());
        std::stable_sort(by_rarity_.begin(), by_rarity_.end(),
                         [](const Matcher* a, const Matcher* b) {
                             return a->document_frequency < b->document_frequency;
                         });
        document_frequency = by_rarity_.front()->document_frequency;
        collection_frequency = parts_.front()->collection_frequency;
        highest_frequency = parts_.front()->highest_frequency;
        for (const auto& part : parts_) {
            collection_frequency = std::min(collection_frequency, part->collection_frequency);
            highest_frequency = std::min(highest_frequency, part->highest_frequency);
        }
        align();
    }

    DocumentNumber document() const override { return by_rarity_.front()->document(); }
    void seek(DocumentNumber target) override {
        if (document() >= target) return;
        by_rarity_.front()->seek(target);
        align();
    }
    bool matches() override {
        find();
        return !found_.empty();
    }
    void limits(std::span<std::uint32_t> by_field) override {
        parts_.front()->limits(by_field);
        for (std::size_t i = 1; i < parts_.size(); ++i) {
            parts_[i]->limits(part_limits_);
            for (std::size_t field = 0; field < by_field.size(); ++field) {
                by_field[field] = std::min(by_field[field], part_limits_[field]);
            }
        }
    }
    void frequencies(std::span<std::uint32_t> by_field) override {
        find();
        std::fill(by_field.begin(), by_field.end(), 0U);
        // The earliest end first: as many as possible that do not overlap.
        std::sort(found_.begin(), found_.end(),
                  [](const Extent& a, const Extent& b) { return a.end < b.end; });
        std::uint32_t free_from = 0;
        for (const Extent& extent : found_) {
            if (extent.begin < free_from) continue;
            ++by_field[extent.begin >> postings::position_bits];
            free_from = extent.end;
        }
        std::sort(found_.begin(), found_.end(), in_order);
    }
    void extents(std::vector<Extent>& out) override {
        find();
        out = found_;
    }

private:
    /// Moves all parts to the first document, from the rarest part's on, that all stand on.
    void align() {
        DocumentNumber target = document();
        for (std::size_t i = 1; i < by_rarity_.size() && target != no_document;) {
            by_rarity_[i]->seek(target);
            if (by_rarity_[i]->document() == target) {
                ++i;
                continue;
            }
            by_rarity_.front()->seek(by_rarity_[i]->document());
            target = document();
            i = 1;
        }
    }

    /// The extents in the current document: those of the first part, each carried on by every
    /// extent of the next that begins where it ends.
    void find() {
        if (found_in_ == document()) return;
        found_in_ = document();
        parts_.front()->extents(found_);
        for (std::size_t i = 1; i < parts_.size() && !found_.empty(); ++i) {
            parts_[i]->extents(next_);
            carried_.clear();
            for (const Extent& extent : found_) {
                auto at = std::lower_bound(
                    next_.begin(), next_.end(), extent.end,
                    [](const Extent& next, std::uint32_t begin) { return next.begin < begin; });
                for (; at != next_.end() && at->begin == extent.end; ++at) {
                    carried_.push_back({extent.begin, at->end});
                }
            }
            // Two spellings of the parts can come to the same stretch of text: it is there once.
            std::sort(carried_.begin(), carried_.end(), in_order);
            const auto same = [](const Extent& a, const Extent& b) {
                return a.begin == b.begin && a.end == b.end;
            };
            carried_.erase(std::unique(carried_.begin(), carried_.end(), same), carried_.end());
            found_.swap(carried_);
        }
    }

    Matchers parts_;
    std::vector<Matcher*> by_rarity_;
    std::vector<std::uint32_t> part_limits_;
    DocumentNumber found_in_ = 0;
    std::vector<Extent> found_;
    std::vector<Extent> next_;
    std::vector<Extent> carried_;
};

void append(std::string& out, const Expression& expression, bool inside) {
    switch (expression.kind) {
        case Expression::Kind::term:
        case Expression::Kind::value:
            out += expression.term;
            break;
        case Expression::Kind::any: {
            if (inside) out += '(';
            bool first = true;
            for (const Expression& part : expression.parts) {
                if (!std::exchange(first, false)) out += " | ";
                append(out, part, inside);
            }
            if (inside) out += ')';
            break;
        }
        case Expression::Kind::sequence: {
            if (!inside) out += '"';
            bool first = true;
            for (const Expression& part : expression.parts) {
                if (!std::exchange(first, false)) out += ' ';
                append(out, part, true);
            }
            if (!inside) out += '"';
            break;
        }
    }
}

}  // namespace

Expression any_of(std::vector<Expression> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    Expression group;
    group.kind = Expression::Kind::any;
    group.parts = std::move(parts);
    return group;
}

Expression sequence_of(std::vector<Expression> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    Expression sequence;
    sequence.kind = Expression::Kind::sequence;
    sequence.parts = std::move(parts);
    return sequence;
}

std::string to_string(const Expression& expression) {
    std::string text;
    append(text, expression, false);
    return text;
}

std::unique_ptr<Matcher> make_matcher(const Expression& expression, postings::Source& source) {
    switch (expression.kind) {
        case Expression::Kind::term:
            return std::make_unique<TermMatcher>(
                expression.field ? source.term(expression.term, *expression.field)
                                 : source.term(expression.term));
        case Expression::Kind::value:
            return std::make_unique<TermMatcher>(
                expression.field ? source.value(expression.term, *expression.field)
                                 : source.id(expression.term));
        case Expression::Kind::any:
        case Expression::Kind::sequence:
            break;
    }
    Matchers parts;
    for (const Expression& part : expression.parts) parts.push_back(make_matcher(part, source));
    const std::size_t text_field_count = source.total_lengths().size();
    if (expression.kind == Expression::Kind::any) {
        return std::make_unique<AnyMatcher>(std::move(parts), source.document_count(),
                                            text_field_count);
    }
    return std::make_unique<SequenceMatcher>(std::move(parts), text_field_count);
}

}  // namespace quire::search
