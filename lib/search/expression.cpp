#include "search/expression.hpp"

#include <algorithm>
#include <set>
#include <string_view>
#include <utility>

namespace quire::search {
namespace {

using postings::DocumentNumber;
using postings::no_document;

bool in_order(const Extent& a, const Extent& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
}

bool same_extent(const Extent& a, const Extent& b) {
    return a.begin == b.begin && a.end == b.end;
}

bool same_field(const Extent& a, const Extent& b) {
    return a.begin >> postings::position_bits == b.begin >> postings::position_bits;
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

/// Documents in which all parts stand, from the rarest part's on.
class Alignment {
public:
    explicit Alignment(const Matchers& parts) {
        for (const auto& part : parts) by_rarity_.push_back(part.get());
        std::stable_sort(by_rarity_.begin(), by_rarity_.end(),
                         [](const Matcher* a, const Matcher* b) {
                             return a->document_frequency < b->document_frequency;
                         });
        align();
    }

    const Matcher& rarest() const { return *by_rarity_.front(); }
    DocumentNumber document() const { return by_rarity_.front()->document(); }
    void seek(DocumentNumber target) {
        if (document() >= target) return;
        by_rarity_.front()->seek(target);
        align();
    }

private:
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

    std::vector<Matcher*> by_rarity_;
};

/// Parts that stand close together: what sequences and nears have in common.
class ClosenessMatcher : public Matcher {
public:
    ClosenessMatcher(Matchers parts, std::size_t text_field_count)
        : parts_(std::move(parts)), alignment_(parts_), part_limits_(text_field_count) {
        exact = false;
        document_frequency = alignment_.rarest().document_frequency;
        collection_frequency = parts_.front()->collection_frequency;
        highest_frequency = parts_.front()->highest_frequency;
        for (const auto& part : parts_) {
            collection_frequency = std::min(collection_frequency, part->collection_frequency);
            highest_frequency = std::min(highest_frequency, part->highest_frequency);
        }
    }

    DocumentNumber document() const override { return alignment_.document(); }
    void seek(DocumentNumber target) override { alignment_.seek(target); }
    bool matches() override { return !found().empty(); }
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
        std::fill(by_field.begin(), by_field.end(), 0U);
        // The earliest end first: as many as possible that do not overlap.
        by_end_ = found();
        std::sort(by_end_.begin(), by_end_.end(),
                  [](const Extent& a, const Extent& b) { return a.end < b.end; });
        std::uint32_t free_from = 0;
        for (const Extent& extent : by_end_) {
            if (extent.begin < free_from) continue;
            ++by_field[extent.begin >> postings::position_bits];
            free_from = extent.end;
        }
    }
    void extents(std::vector<Extent>& out) override { out = found(); }

protected:
    /// The extents in the current document, in order, each once.
    virtual void find(std::vector<Extent>& found) = 0;

    Matchers parts_;

private:
    const std::vector<Extent>& found() {
        if (found_in_ != document()) {
            found_in_ = document();
            find(found_);
        }
        return found_;
    }

    Alignment alignment_;
    std::vector<std::uint32_t> part_limits_;
    DocumentNumber found_in_ = 0;
    std::vector<Extent> found_;
    std::vector<Extent> by_end_;
};

class SequenceMatcher final : public ClosenessMatcher {
public:
    SequenceMatcher(Matchers parts, unsigned gap, std::size_t text_field_count)
        : ClosenessMatcher(std::move(parts), text_field_count), gap_(gap) {}

private:
    /// A beginning of the sequence, and how many words between its parts it has used.
    struct Beginning {
        Extent extent;
        std::uint32_t used;
    };

    /// Those of the first part, each carried on by every extent of the next that begins where it
    /// ends, or as many words later as are left of the gap.
    void find(std::vector<Extent>& found) override {
        begun_.clear();
        parts_.front()->extents(next_);
        for (const Extent& extent : next_) begun_.push_back({extent, 0});
        for (std::size_t i = 1; i < parts_.size() && !begun_.empty(); ++i) {
            parts_[i]->extents(next_);
            carried_.clear();
            for (const Beginning& beginning : begun_) {
                const std::uint32_t from = beginning.extent.end;
                const std::uint32_t last = from + gap_ - beginning.used;
                auto at = std::lower_bound(
                    next_.begin(), next_.end(), from,
                    [](const Extent& next, std::uint32_t begin) { return next.begin < begin; });
                for (; at != next_.end() && at->begin <= last; ++at) {
                    if (!same_field(beginning.extent, *at)) break;
                    carried_.push_back(
                        {{beginning.extent.begin, at->end}, beginning.used + at->begin - from});
                }
            }
            // Two ways can come to the same stretch of text: it is there once.
            std::sort(carried_.begin(), carried_.end(), [](const Beginning& a, const Beginning& b) {
                return same_extent(a.extent, b.extent) ? a.used < b.used
                                                       : in_order(a.extent, b.extent);
            });
            carried_.erase(std::unique(carried_.begin(), carried_.end(),
                                       [](const Beginning& a, const Beginning& b) {
                                           return same_extent(a.extent, b.extent);
                                       }),
                           carried_.end());
            begun_.swap(carried_);
        }
        found.clear();
        for (const Beginning& whole : begun_) found.push_back(whole.extent);
    }

    unsigned gap_;
    std::vector<Extent> next_;
    std::vector<Beginning> begun_;
    std::vector<Beginning> carried_;
};

class NearMatcher final : public ClosenessMatcher {
public:
    NearMatcher(Matchers parts, unsigned gap, std::size_t text_field_count)
        : ClosenessMatcher(std::move(parts), text_field_count), gap_(gap) {}

private:
    /// An occurrence of a part.
    struct Item {
        Extent extent;
        std::size_t part;
    };

    /// From each occurrence of a part on, all ways to go to another part's, close by and not yet
    /// visited, until all parts are.
    void find(std::vector<Extent>& found) override {
        items_.clear();
        for (std::size_t part = 0; part < parts_.size(); ++part) {
            parts_[part]->extents(found);
            for (const Extent& extent : found) items_.push_back({extent, part});
        }
        std::sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
            return same_extent(a.extent, b.extent) ? a.part < b.part : in_order(a.extent, b.extent);
        });
        found.clear();
        for (std::size_t i = 0; i < items_.size(); ++i) {
            reached_.clear();
            go_on(items_[i].extent.begin, i, std::uint32_t{1} << items_[i].part, found);
        }
        std::sort(found.begin(), found.end(), in_order);
        found.erase(std::unique(found.begin(), found.end(), same_extent), found.end());
    }

    /// @param visited a bit for each part
    void go_on(std::uint32_t begin, std::size_t item, std::uint32_t visited,
               std::vector<Extent>& found) {
        if (!reached_.insert({item, visited}).second) return;
        const Extent& last = items_[item].extent;
        if (visited + 1 == std::uint32_t{1} << parts_.size()) {
            found.push_back({begin, last.end});
            return;
        }
        for (std::size_t i = item + 1; i < items_.size(); ++i) {
            const Item& next = items_[i];
            if (next.extent.begin > last.end + gap_ || !same_field(last, next.extent)) break;
            const std::uint32_t bit = std::uint32_t{1} << next.part;
            if (next.extent.begin < last.end || (visited & bit) != 0) continue;
            go_on(begin, i, visited | bit, found);
        }
    }

    unsigned gap_;
    std::vector<Item> items_;
    std::set<std::pair<std::size_t, std::uint32_t>> reached_;
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

/// Documents that have one of many values: so many cursors at once would take much memory.
class ValuesMatcher final : public Matcher {
public:
    ValuesMatcher(const std::vector<std::string>& values, std::size_t field,
                  postings::Source& source) {
        for (const std::string& value : values) {
            const auto cursor = source.value(value, field);
            for (; cursor->document() != no_document; cursor->next()) {
                documents_.push_back(cursor->document());
            }
            // Bounded by the number of documents, however many of the values each has.
            if (documents_.size() > 2 * std::size_t{source.document_count()}) tidy();
        }
        tidy();
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
    void tidy() {
        std::sort(documents_.begin(), documents_.end());
        documents_.erase(std::unique(documents_.begin(), documents_.end()), documents_.end());
    }

    std::vector<DocumentNumber> documents_;
    std::size_t at_ = 0;
};

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

void append(std::string& out, const Expression& expression, bool inside);

void append_parts(std::string& out, const Expression& expression, std::string_view between,
                  bool inside) {
    bool first = true;
    for (const Expression& part : expression.parts) {
        if (!std::exchange(first, false)) out += between;
        append(out, part, inside);
    }
}

/// The first few of the words: there can be thousands.
void append_words(std::string& out, const Expression& expression, std::string_view sign) {
    constexpr std::size_t most_shown = 8;
    const std::size_t count = expression.words.size();
    if (count > 1) out += '(';
    for (std::size_t i = 0; i < std::min(count, most_shown); ++i) {
        if (i > 0) out += " | ";
        out += sign;
        out += expression.words[i];
    }
    if (count > most_shown) out += " | " + std::to_string(count - most_shown) + " more";
    if (count > 1) out += ')';
}

/// @param inside whether it stands in quotes or brackets already
void append(std::string& out, const Expression& expression, bool inside) {
    switch (expression.kind) {
        case Expression::Kind::term:
        case Expression::Kind::value:
            out += expression.term;
            break;
        case Expression::Kind::any:
            if (inside) out += '(';
            append_parts(out, expression, " | ", inside);
            if (inside) out += ')';
            break;
        case Expression::Kind::sequence:
            if (!inside) out += '"';
            append_parts(out, expression, " ", true);
            if (!inside) out += '"';
            if (expression.gap > 0) out += '~' + std::to_string(expression.gap);
            break;
        case Expression::Kind::near:
            out += '(';
            append_parts(out, expression, " NEAR/" + std::to_string(expression.gap) + ' ', false);
            out += ')';
            break;
        case Expression::Kind::values:
            append_words(out, expression, "");
            break;
        case Expression::Kind::forms:
            append_words(out, expression, "=");
            break;
        case Expression::Kind::all:
            out += '(';
            append_parts(out, expression, " AND ", false);
            out += ')';
            break;
        case Expression::Kind::none:
            out += "NOT (";
            append_parts(out, expression, " | ", false);
            out += ')';
            break;
    }
}

Expression joined(Expression::Kind kind, std::vector<Expression> parts) {
    Expression expression;
    expression.kind = kind;
    expression.parts = std::move(parts);
    return expression;
}

}  // namespace

Expression any_of(std::vector<Expression> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    return joined(Expression::Kind::any, std::move(parts));
}

Expression sequence_of(std::vector<Expression> parts, unsigned gap) {
    if (parts.size() == 1) return std::move(parts.front());
    Expression sequence = joined(Expression::Kind::sequence, std::move(parts));
    sequence.gap = gap;
    return sequence;
}

Expression all_of(std::vector<Expression> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    return joined(Expression::Kind::all, std::move(parts));
}

Expression none_of(std::vector<Expression> parts) {
    return joined(Expression::Kind::none, std::move(parts));
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
        case Expression::Kind::values:
            return std::make_unique<ValuesMatcher>(expression.words, *expression.field, source);
        default:
            break;
    }
    Matchers parts;
    for (const Expression& part : expression.parts) parts.push_back(make_matcher(part, source));
    const std::size_t text_field_count = source.total_lengths().size();
    switch (expression.kind) {
        case Expression::Kind::sequence:
            return std::make_unique<SequenceMatcher>(std::move(parts), expression.gap,
                                                     text_field_count);
        case Expression::Kind::near:
            return std::make_unique<NearMatcher>(std::move(parts), expression.gap,
                                                 text_field_count);
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
