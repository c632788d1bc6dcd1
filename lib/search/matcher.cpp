#include "search/matcher.hpp"

#include <algorithm>
#include <functional>
#include <string>
#include <utility>

#include "base/deadline.hpp"
#include "search/alignment.hpp"
#include "search/closeness.hpp"

namespace quire::search {
namespace {

using postings::DocumentNumber;
using postings::no_document;

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
    void rule_out(std::span<const DocumentNumber> documents,
                  std::span<std::uint8_t> may) const override {
        cursor_->rule_out(documents, may);
    }
    bool reach(DocumentNumber target) override { return cursor_->reach(target); }
    postings::Cursor* lead() override {
        return cursor_->block_count() > 0 ? cursor_.get() : nullptr;
    }

private:
    std::unique_ptr<postings::Cursor> cursor_;
};

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
    void rule_out(std::span<const DocumentNumber> documents,
                  std::span<std::uint8_t> may) const override {
        any_may_.assign(documents.size(), 0);
        for (const auto& part : parts_) {
            one_may_.assign(documents.size(), 1);
            part->rule_out(documents, one_may_);
            std::transform(any_may_.begin(), any_may_.end(), one_may_.begin(), any_may_.begin(),
                           std::bit_or<>());
        }
        std::transform(any_may_.begin(), any_may_.end(), may.begin(), may.begin(),
                       std::bit_and<>());
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
    mutable std::vector<std::uint8_t> any_may_;
    mutable std::vector<std::uint8_t> one_may_;
    DocumentNumber document_ = no_document;
};

/// Occurrences that are written in one of some ways.
class FormsMatcher final : public Matcher {
public:
    FormsMatcher(std::unique_ptr<Matcher> terms, const std::vector<std::string>& words,
                 postings::Source& source)
        : terms_(std::move(terms)), words_(words), source_(source) {
        document_frequency = terms_->document_frequency;
        collection_frequency = terms_->collection_frequency;
        highest_frequency = terms_->highest_frequency;
        exact = false;
    }

    DocumentNumber document() const override { return terms_->document(); }
    void seek(DocumentNumber target) override { terms_->seek(target); }
    bool matches() override { return !found().empty(); }
    void limits(std::span<std::uint32_t> by_field) override { terms_->limits(by_field); }
    void frequencies(std::span<std::uint32_t> by_field) override {
        std::fill(by_field.begin(), by_field.end(), 0U);
        for (const Extent& extent : found()) ++by_field[extent.begin >> postings::position_bits];
    }
    void extents(std::vector<Extent>& out) override { out = found(); }
    postings::Cursor* lead() override { return terms_->lead(); }
    void rule_out(std::span<const DocumentNumber> documents,
                  std::span<std::uint8_t> may) const override {
        terms_->rule_out(documents, may);
    }
    bool reach(DocumentNumber target) override { return terms_->reach(target); }

private:
    const std::vector<Extent>& found() {
        if (found_in_ == document()) return found_;
        found_in_ = document();
        terms_->extents(found_);
        const auto words = source_.words_of(document());
        found_.erase(
            std::remove_if(found_.begin(), found_.end(),
                           [&](const Extent& extent) { return !written(words, extent.begin); }),
            found_.end());
        return found_;
    }

    bool written(std::span<const postings::Source::WordAt> words, std::uint32_t position) const {
        const auto at = std::lower_bound(words.begin(), words.end(), position,
                                         [](const postings::Source::WordAt& word, std::uint32_t p) {
                                             return word.position < p;
                                         });
        return at != words.end() && at->position == position &&
               std::binary_search(words_.begin(), words_.end(), at->word);
    }

    std::unique_ptr<Matcher> terms_;
    std::vector<std::string> words_;
    postings::Source& source_;
    DocumentNumber found_in_ = 0;
    std::vector<Extent> found_;
};

/// Documents in a list of them, in which nothing occurs at a place.
class ListMatcher final : public Matcher {
public:
    explicit ListMatcher(std::vector<DocumentNumber> documents) : documents_(std::move(documents)) {
        document_frequency = collection_frequency = documents_.size();
        highest_frequency = 1;
    }

    DocumentNumber document() const override {
        return at_ < documents_.size() ? documents_[at_] : no_document;
    }
    void seek(DocumentNumber target) override {
        const auto from = documents_.begin() + static_cast<std::ptrdiff_t>(at_);
        at_ = static_cast<std::size_t>(std::lower_bound(from, documents_.end(), target) -
                                       documents_.begin());
    }
    bool matches() override { return true; }
    void limits(std::span<std::uint32_t> by_field) override { frequencies(by_field); }
    void frequencies(std::span<std::uint32_t> by_field) override {
        std::fill(by_field.begin(), by_field.end(), 0U);
    }
    void extents(std::vector<Extent>& out) override { out.clear(); }

private:
    std::vector<DocumentNumber> documents_;
    std::size_t at_ = 0;
};

/// Documents that have one of many values: so many cursors at once would take much memory.
std::vector<DocumentNumber> having_one_of(const std::vector<std::string>& values, std::size_t field,
                                          postings::Source& source) {
    std::vector<DocumentNumber> documents;
    const auto tidy = [&] {
        std::sort(documents.begin(), documents.end());
        documents.erase(std::unique(documents.begin(), documents.end()), documents.end());
    };
    Pace pace;
    for (const std::string& value : values) {
        const auto cursor = source.value(value, field);
        for (; cursor->document() != no_document; cursor->next()) {
            pace.step();
            documents.push_back(cursor->document());
        }
        // Bounded by the number of documents, however many of the values each has.
        if (documents.size() > 2 * std::size_t{source.document_count()}) tidy();
    }
    tidy();
    return documents;
}

/// Documents that have anything in a field: a value, or a word.
std::vector<DocumentNumber> having_some(const Expression& expression, postings::Source& source) {
    const std::size_t field = *expression.field;
    const postings::Column* column =
        expression.kind == Expression::Kind::some_value ? &source.column(field) : nullptr;
    std::vector<DocumentNumber> documents;
    const auto all = source.all();
    Pace pace;
    for (; all->document() != no_document; all->next()) {
        pace.step();
        const DocumentNumber one = all->document();
        const bool has =
            column != nullptr ? !column->of(one).empty() : source.lengths(one)[field] > 0;
        if (has) documents.push_back(one);
    }
    return documents;
}

/// What conditions have in common: they are met or not, and occur nowhere.
class ConditionMatcher : public Matcher {
public:
    ConditionMatcher() { exact = false; }
    void limits(std::span<std::uint32_t> by_field) override { frequencies(by_field); }
    void frequencies(std::span<std::uint32_t> by_field) override {
        std::fill(by_field.begin(), by_field.end(), 0U);
    }
    void extents(std::vector<Extent>& out) override { out.clear(); }
};

class AllMatcher final : public ConditionMatcher {
public:
    explicit AllMatcher(Matchers parts) : parts_(std::move(parts)), alignment_(parts_) {
        document_frequency = alignment_.rarest().document_frequency;
    }

    DocumentNumber document() const override { return alignment_.document(); }
    void seek(DocumentNumber target) override { alignment_.seek(target); }
    void rule_out(std::span<const DocumentNumber> documents,
                  std::span<std::uint8_t> may) const override {
        alignment_.rule_out(documents, may);
    }
    bool matches() override {
        return std::all_of(parts_.begin(), parts_.end(),
                           [](const auto& part) { return part->matches(); });
    }

private:
    Matchers parts_;
    Alignment alignment_;
};

class NoneMatcher final : public ConditionMatcher {
public:
    NoneMatcher(Matchers parts, std::unique_ptr<postings::Cursor> all)
        : parts_(std::move(parts)), all_(std::move(all)) {
        document_frequency = all_->document_frequency;
    }

    DocumentNumber document() const override { return all_->document(); }
    void seek(DocumentNumber target) override { all_->seek(target); }
    bool matches() override {
        return std::none_of(parts_.begin(), parts_.end(), [&](const auto& part) {
            part->seek(all_->document());
            return part->document() == all_->document() && part->matches();
        });
    }

private:
    Matchers parts_;
    std::unique_ptr<postings::Cursor> all_;
};

}  // namespace

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
        case Expression::Kind::values:
            return std::make_unique<ListMatcher>(
                having_one_of(expression.words, *expression.field, source));
        case Expression::Kind::some_value:
        case Expression::Kind::some_word:
            return std::make_unique<ListMatcher>(having_some(expression, source));
        default:
            break;
    }
    Matchers parts;
    for (const Expression& part : expression.parts) parts.push_back(make_matcher(part, source));
    const std::size_t text_field_count = source.total_lengths().size();
    switch (expression.kind) {
        case Expression::Kind::sequence:
            return match_sequence(std::move(parts), expression.gap, text_field_count);
        case Expression::Kind::near:
            return match_near(std::move(parts), expression.gap, text_field_count);
        case Expression::Kind::forms:
            return std::make_unique<FormsMatcher>(std::move(parts.front()), expression.words,
                                                  source);
        case Expression::Kind::all:
            return std::make_unique<AllMatcher>(std::move(parts));
        case Expression::Kind::none:
            return std::make_unique<NoneMatcher>(std::move(parts), source.all());
        default:
            return std::make_unique<AnyMatcher>(std::move(parts), source.document_count(),
                                                text_field_count);
    }
}

}  // namespace quire::search
