#include "search/expression.hpp"

#include <algorithm>
#include <deque>
#include <map>
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
    postings::Cursor* blocks() override { return cursor_->in_blocks() ? cursor_.get() : nullptr; }

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

bool by_end(const Extent& a, const Extent& b) {
    return a.end != b.end ? a.end < b.end : a.begin < b.begin;
}

/// Sorts stretches and leaves those that hold no other.
void keep_shortest(std::vector<Extent>& stretches) {
    if (!std::is_sorted(stretches.begin(), stretches.end(), by_end)) {
        std::sort(stretches.begin(), stretches.end(), by_end);
    }
    std::size_t kept = 0;
    for (const Extent& stretch : stretches) {
        if (kept > 0 && stretch.begin <= stretches[kept - 1].begin) continue;
        // Of those that end together the last is the shortest.
        if (kept > 0 && stretch.end == stretches[kept - 1].end) --kept;
        stretches[kept++] = stretch;
    }
    stretches.resize(kept);
}

class SequenceMatcher final : public ClosenessMatcher {
public:
    SequenceMatcher(Matchers parts, unsigned gap, std::size_t text_field_count)
        : ClosenessMatcher(std::move(parts), text_field_count), gap_(gap) {}

private:
    /// A beginning of the sequence.
    struct Beginning {
        Extent extent;
        std::uint32_t used;  ///< Words between its parts.

        /// The next part begins so late at most, less the gap.
        std::uint32_t reach() const { return extent.end - used; }
    };

    /// Those of the first part, carried on by extents of the next that begin where they end, or as
    /// many words later as are left of the gap. Nearly always one of them is the best for all that
    /// comes: so the time is linear, however often the words are repeated.
    void find(std::vector<Extent>& found) override {
        begun_.clear();
        parts_.front()->extents(next_);
        for (const Extent& extent : next_) begun_.push_back({extent, 0});
        for (std::size_t i = 1; i < parts_.size() && !begun_.empty(); ++i) {
            const auto before = [](const Beginning& a, const Beginning& b) {
                return by_end(a.extent, b.extent);
            };
            if (!std::is_sorted(begun_.begin(), begun_.end(), before)) {
                std::sort(begun_.begin(), begun_.end(), before);
            }
            parts_[i]->extents(next_);
            carried_.clear();
            best_.clear();
            std::size_t ended = 0;
            for (const Extent& next : next_) {
                for (; ended < begun_.size() && begun_[ended].extent.end <= next.begin; ++ended) {
                    add_to_best(begun_[ended]);
                }
                std::erase_if(best_, [&](const Beginning& beginning) {
                    return beginning.reach() + gap_ < next.begin ||
                           !same_field(beginning.extent, next);
                });
                for (const Beginning& beginning : best_) {
                    carried_.push_back({{beginning.extent.begin, next.end},
                                        beginning.used + next.begin - beginning.extent.end});
                }
            }
            begun_.swap(carried_);
        }
        found.clear();
        for (const Beginning& whole : begun_) found.push_back(whole.extent);
        if (parts_.size() > 1) keep_shortest(found);
    }

    /// One that begins later and reaches as far is better than another.
    void add_to_best(const Beginning& beginning) {
        const auto better = [](const Beginning& a, const Beginning& b) {
            return a.extent.begin >= b.extent.begin && a.reach() >= b.reach();
        };
        for (const Beginning& other : best_) {
            if (better(other, beginning)) return;
        }
        std::erase_if(best_, [&](const Beginning& other) { return better(beginning, other); });
        best_.push_back(beginning);
    }

    unsigned gap_;
    std::vector<Extent> next_;
    std::vector<Beginning> begun_;
    std::vector<Beginning> carried_;
    std::vector<Beginning> best_;
};

class NearMatcher final : public ClosenessMatcher {
public:
    NearMatcher(Matchers parts, unsigned gap, std::size_t text_field_count)
        : ClosenessMatcher(std::move(parts), text_field_count),
          gap_(gap),
          latest_(std::size_t{1} << parts_.size()) {}

private:
    /// An occurrence of a part.
    struct Item {
        Extent extent;
        std::size_t part;
    };

    /// A way through some of the parts.
    struct Way {
        std::uint32_t begin;
        std::uint32_t end;
    };

    /// Of the ways that end together, one behind the begin of the latest for each set of parts; 0
    /// where there is none.
    using Begins = std::vector<std::uint32_t>;

    /// Goes through all occurrences in the order of the text and keeps for each set of parts the
    /// ways through them that end close enough to be followed. Of these the one that begins last
    /// stands for all. So the time is linear in the occurrences.
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
        forget();
        for (std::size_t i = 0; i < items_.size(); ++i) {
            if (i > 0 && !same_field(items_[i - 1].extent, items_[i].extent)) forget();
            visit(items_[i], found);
        }
        keep_shortest(found);
    }

    void visit(const Item& item, std::vector<Extent>& found) {
        while (!pending_.empty() && pending_.begin()->first <= item.extent.begin) {
            add(pending_.begin()->first, pending_.begin()->second);
            pending_.erase(pending_.begin());
        }
        Begins& begins = pending_.try_emplace(item.extent.end, latest_.size()).first->second;
        const std::size_t bit = std::size_t{1} << item.part;
        begins[bit] = std::max(begins[bit], item.extent.begin + 1);
        for (std::size_t visited = 1; visited + 1 < latest_.size(); ++visited) {
            if ((visited & bit) != 0) continue;
            std::deque<Way>& ways = latest_[visited];
            while (!ways.empty() && ways.front().end + gap_ < item.extent.begin) ways.pop_front();
            if (ways.empty()) continue;
            const std::uint32_t begin = ways.front().begin;
            if (visited + bit + 1 == latest_.size()) {
                found.push_back({begin, item.extent.end});
            } else {
                begins[visited + bit] = std::max(begins[visited + bit], begin + 1);
            }
        }
    }

    /// Ways come in the order of their ends; one that begins earlier than a later one is of no use.
    void add(std::uint32_t end, const Begins& begins) {
        for (std::size_t visited = 1; visited < begins.size(); ++visited) {
            if (begins[visited] == 0) continue;
            const Way way{begins[visited] - 1, end};
            std::deque<Way>& ways = latest_[visited];
            while (!ways.empty() && ways.back().begin <= way.begin) ways.pop_back();
            ways.push_back(way);
        }
    }

    void forget() {
        for (std::deque<Way>& ways : latest_) ways.clear();
        pending_.clear();
    }

    unsigned gap_;
    std::vector<Item> items_;
    std::vector<std::deque<Way>> latest_;  ///< By visited parts, a bit each; the best in front.
    /// By end: ways that another item can follow only later.
    std::map<std::uint32_t, Begins> pending_;
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
