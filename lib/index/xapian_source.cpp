#include "index/xapian_source.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <variant>

#include "base/deadline.hpp"
#include "index/blob.hpp"
#include "index/document_language.hpp"
#include "index/lexicon.hpp"
#include "index/xapian_document.hpp"
#include "quire/document.hpp"

namespace quire::index {
namespace {

using postings::Cursor;
using postings::DocumentNumber;
using postings::no_document;

/// A posting list as Xapian gives it.
class PostingList {
public:
    PostingList(const Xapian::Database& database, const std::string& term)
        : at_(database.postlist_begin(term)), end_(database.postlist_end(term)) {}

    DocumentNumber document() const { return at_ == end_ ? no_document : *at_; }
    void next() {
        if (at_ != end_) ++at_;
    }
    void seek(DocumentNumber target) {
        if (at_ != end_ && *at_ < target) at_.skip_to(target);
    }
    std::uint32_t frequency() const { return at_.get_wdf(); }

    /// Occurrences in a document, which must not be smaller than any asked for before.
    std::uint32_t frequency_in(DocumentNumber document) {
        seek(document);
        return this->document() == document ? frequency() : 0;
    }

private:
    Xapian::PostingIterator at_;
    Xapian::PostingIterator end_;
};

void read_header(const Xapian::Database& database, const std::string& term, Cursor& cursor) {
    cursor.document_frequency = database.get_termfreq(term);
    cursor.collection_frequency = database.get_collection_freq(term);
    cursor.highest_frequency = database.get_wdf_upper_bound(term);
}

/// Reads positions once for each document.
class Positions {
public:
    Positions(const Xapian::Database& database, std::string term)
        : database_(database), term_(std::move(term)) {}

    /// Those in [first, last).
    std::span<const std::uint32_t> read(DocumentNumber document, std::uint32_t first,
                                        std::uint32_t last) {
        if (document != document_) {
            found_.clear();
            Xapian::PositionIterator at = database_.positionlist_begin(document, term_);
            const Xapian::PositionIterator end = database_.positionlist_end(document, term_);
            if (first > 0 && at != end) at.skip_to(first);
            for (; at != end && *at < last; ++at) found_.push_back(*at);
            document_ = document;
        }
        return found_;
    }

private:
    const Xapian::Database& database_;
    std::string term_;
    DocumentNumber document_ = 0;
    std::vector<std::uint32_t> found_;
};

constexpr std::uint32_t no_limit = std::numeric_limits<std::uint32_t>::max();

/// Where a term stands: of fields that are stored as these say, of others as Xapian does.
class TermPositions {
public:
    /// @param kept whether Xapian has any
    TermPositions(XapianSource& source, const Xapian::Database& database, std::string term,
                  bool kept)
        : source_(source), term_(std::move(term)) {
        if (kept) kept_.emplace(database, term_);
    }

    /// Those in [first, last).
    std::span<const std::uint32_t> read(DocumentNumber document, std::uint32_t first,
                                        std::uint32_t last) {
        if (document == document_) return found_;
        const auto stored = source_.stored_positions(document, term_);
        found_.assign(std::lower_bound(stored.begin(), stored.end(), first),
                      std::lower_bound(stored.begin(), stored.end(), last));
        if (kept_) {
            const auto kept = kept_->read(document, first, last);
            const auto middle = static_cast<std::ptrdiff_t>(found_.size());
            found_.insert(found_.end(), kept.begin(), kept.end());
            std::inplace_merge(found_.begin(), found_.begin() + middle, found_.end());
        }
        document_ = document;
        return found_;
    }

private:
    XapianSource& source_;
    std::string term_;
    std::optional<Positions> kept_;
    DocumentNumber document_ = 0;
    std::vector<std::uint32_t> found_;
};

/// A stem in all text fields, or limited to the last, which has what the others leave.
class StemCursor final : public Cursor {
public:
    StemCursor(XapianSource& source, const Xapian::Database& database, const Layout& layout,
               std::string_view stem, bool only_last)
        : list_(database, Layout::stem_term(stem)),
          positions_(source, database, Layout::stem_term(stem), layout.text_has_positions()),
          only_last_(only_last) {
        read_header(database, Layout::stem_term(stem), *this);
        for (std::size_t field = 0; layout.has_postings(field); ++field) {
            const std::string term = layout.stem_term(stem, field);
            fields_.emplace_back(database, term);
            if (only_last) collection_frequency -= database.get_collection_freq(term);
        }
        if (only_last) {
            document_frequency = static_cast<std::uint32_t>(
                std::min<std::uint64_t>(document_frequency, collection_frequency));
            pass_over_others();
        }
    }

    DocumentNumber document() const override { return list_.document(); }
    void next() override {
        list_.next();
        if (only_last_) pass_over_others();
    }
    void seek(DocumentNumber target) override {
        list_.seek(target);
        if (only_last_) pass_over_others();
    }

    void frequencies(std::span<std::uint32_t> by_field) override {
        std::uint32_t rest = list_.frequency();
        for (std::size_t field = 0; field < fields_.size(); ++field) {
            const std::uint32_t here = fields_[field].frequency_in(document());
            by_field[field] = only_last_ ? 0 : here;
            rest -= here;
        }
        by_field[fields_.size()] = rest;
    }

    std::span<const std::uint32_t> positions() override {
        const auto last = static_cast<std::uint32_t>(fields_.size()) << postings::position_bits;
        return positions_.read(document(), only_last_ ? last : 0, no_limit);
    }

private:
    void pass_over_others() {
        for (; document() != no_document; list_.next()) {
            pace_.step();
            std::uint32_t others = 0;
            for (PostingList& field : fields_) others += field.frequency_in(document());
            if (list_.frequency() > others) return;
        }
    }

    PostingList list_;
    std::vector<PostingList> fields_;
    TermPositions positions_;
    bool only_last_;
    Pace pace_;
};

/// A stem in one text field that has postings of its own.
class FieldCursor final : public Cursor {
public:
    FieldCursor(XapianSource& source, const Xapian::Database& database, const Layout& layout,
                std::string_view stem, std::size_t field)
        : list_(database, layout.stem_term(stem, field)),
          positions_(source, database, Layout::stem_term(stem), layout.text_has_positions()),
          field_(field) {
        read_header(database, layout.stem_term(stem, field), *this);
    }

    DocumentNumber document() const override { return list_.document(); }
    void next() override { list_.next(); }
    void seek(DocumentNumber target) override { list_.seek(target); }
    void frequencies(std::span<std::uint32_t> by_field) override {
        std::fill(by_field.begin(), by_field.end(), 0U);
        by_field[field_] = list_.frequency();
    }
    std::span<const std::uint32_t> positions() override {
        const auto first = static_cast<std::uint32_t>(field_) << postings::position_bits;
        return positions_.read(document(), first, first + postings::words_per_field);
    }

private:
    PostingList list_;
    TermPositions positions_;
    std::size_t field_;
};

/// Documents with a value or word of a keyword, or a number; or all documents.
class ValueCursor final : public Cursor {
public:
    /// @param kept whether Xapian has its positions
    ValueCursor(XapianSource& source, const Xapian::Database& database, const std::string& term,
                bool kept)
        : list_(database, term), positions_(source, database, term, kept) {
        if (term.empty()) {
            document_frequency = database.get_doccount();
        } else {
            read_header(database, term, *this);
        }
    }

    DocumentNumber document() const override { return list_.document(); }
    void next() override { list_.next(); }
    void seek(DocumentNumber target) override { list_.seek(target); }
    void frequencies(std::span<std::uint32_t> by_field) override {
        std::fill(by_field.begin(), by_field.end(), 0U);
    }
    std::span<const std::uint32_t> positions() override {
        return positions_.read(document(), 0, no_limit);
    }

private:
    PostingList list_;
    TermPositions positions_;
};

}  // namespace

std::uint32_t XapianSource::document_count() const {
    return database_.get_doccount();
}

std::unique_ptr<Cursor> XapianSource::term(std::string_view term) {
    check_deadline();
    return std::make_unique<StemCursor>(*this, database_, layout_, term, false);
}

std::unique_ptr<Cursor> XapianSource::term(std::string_view term, std::size_t text_field) {
    check_deadline();
    if (layout_.has_postings(text_field)) {
        return std::make_unique<FieldCursor>(*this, database_, layout_, term, text_field);
    }
    return std::make_unique<StemCursor>(*this, database_, layout_, term, true);
}

std::unique_ptr<Cursor> XapianSource::value(std::string_view term, std::size_t field) {
    check_deadline();
    return std::make_unique<ValueCursor>(*this, database_, layout_.value_term(term, field),
                                         layout_.has_positions(field));
}

std::unique_ptr<Cursor> XapianSource::id(std::string_view id) {
    return std::make_unique<ValueCursor>(*this, database_, Layout::id_term(id), false);
}

std::unique_ptr<Cursor> XapianSource::all() {
    return std::make_unique<ValueCursor>(*this, database_, std::string(), false);
}

void XapianSource::words(std::string_view prefix, const TakeWord& take) {
    read_lexicon(database_, prefix, take);
}

void XapianSource::values(std::string_view prefix, std::size_t field, const TakeWord& take) {
    // All values are folded: none starts with a capital letter, so that the order of the terms is
    // that of the values.
    const std::string start = layout_.value_term(prefix, field);
    auto at = database_.allterms_begin(start);
    const auto end = database_.allterms_end(start);
    Word found;
    Pace pace(words_between_checks);
    while (at != end) {
        pace.step();
        const std::string term = *at;
        const std::optional<std::string_view> value = layout_.value_of(term, field);
        if (!value) {
            at.skip_to(layout_.prefix(field) + static_cast<char>('Z' + 1));
            continue;
        }
        found.word = *value;
        found.documents = at.get_termfreq();
        if (!take(found)) return;
        ++at;
    }
}

void XapianSource::analyze(DocumentNumber document) {
    if (document == analyzed_) return;
    check_deadline();
    analyzed_ = no_document;
    words_.clear();
    terms_.clear();
    const Document stored = decode(database_.get_document(document).get_data(), schema_);
    text::Analyzer& analyzer =
        analyzers_.of(document_language(stored, schema_, analyzers_.language()));
    Pace pace;
    for (std::size_t text_field = 0; text_field < layout_.text_field_count(); ++text_field) {
        const Field& field = schema_.fields()[layout_.text_fields()[text_field]];
        const std::optional<Value> value = stored.value(field.name);
        if (!value) continue;
        analyzer.analyze(std::get<std::string>(*value), tokens_);
        const auto first = static_cast<std::uint32_t>(text_field) << postings::position_bits;
        for (const text::Token& token : tokens_) {
            pace.step();
            const std::uint32_t position = first + token.position;
            words_.push_back({position, text::bounded_term(token.word)});
            terms_.push_back({Layout::stem_term(token.term), position});
            if (token.bare_term.empty()) continue;
            terms_.push_back({Layout::stem_term(token.bare_term), position});
        }
    }
    for (std::size_t row = 0; row < schema_.fields().size(); ++row) {
        const Field& field = schema_.fields()[row];
        if (field.kind != FieldKind::keyword) continue;
        const std::optional<Value> value = stored.value(field.name);
        if (!value) continue;
        read_keyword_words(*value, analyzers_.own(),
                           [&](std::string_view word, std::uint32_t position) {
                               pace.step();
                               terms_.push_back({layout_.value_term(word, row), position});
                           });
    }
    std::sort(terms_.begin(), terms_.end(), [&](const TermAt& a, const TermAt& b) {
        pace.step();
        return std::tie(a.term, a.position) < std::tie(b.term, b.position);
    });
    analyzed_ = document;
}

std::span<const postings::Source::WordAt> XapianSource::words_of(DocumentNumber document) {
    analyze(document);
    return words_;
}

std::span<const std::uint32_t> XapianSource::stored_positions(DocumentNumber document,
                                                              std::string_view term) {
    analyze(document);
    positions_.clear();
    auto at = std::lower_bound(terms_.begin(), terms_.end(), term,
                               [](const TermAt& a, std::string_view b) { return a.term < b; });
    for (; at != terms_.end() && at->term == term; ++at) {
        if (positions_.empty() || positions_.back() != at->position) {
            positions_.push_back(at->position);
        }
    }
    return positions_;
}

const postings::Column& XapianSource::column(std::size_t field) {
    return data_->column(database_, schema_.fields()[field], field);
}

std::vector<postings::Source::Compound> XapianSource::compounds(std::string_view solid) {
    check_deadline();
    const std::string prefix = Layout::compound_prefix(solid);
    std::vector<Compound> found;
    auto at = database_.allterms_begin(prefix);
    const auto end = database_.allterms_end(prefix);
    for (; at != end; ++at) {
        const std::string term = *at;
        found.push_back({Layout::parts_of_compound(term), database_.get_collection_freq(term)});
    }
    std::stable_sort(found.begin(), found.end(), [](const Compound& a, const Compound& b) {
        return a.hyphenated > b.hyphenated;
    });
    return found;
}

}  // namespace quire::index
