#include "index/xapian_document.hpp"

#include <algorithm>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <variant>

#include "base/numbers.hpp"
#include "index/blob.hpp"
#include "index/columns.hpp"
#include "index/document_language.hpp"
#include "postings/source.hpp"
#include "quire/error.hpp"
#include "schema/values.hpp"

namespace quire::index {
namespace {

/// Keeps the values of a field with many apart, so that no phrase spans two of them: more than the
/// words that a query can allow in between.
constexpr std::uint32_t value_gap = 256;

/// Compounds of more parts are not kept whole; their pairs are.
constexpr std::size_t longest_compound = 4;

[[noreturn]] void fail(std::string_view id, std::string_view field, const Error& error) {
    throw Error(ErrorCode::invalid_argument,
                "document \"" + std::string(id) + "\": field \"" + std::string(field) +
                    "\": " + error.what(),
                error.hint());
}

void check_keyword(const std::string& value) {
    if (value.size() <= longest_keyword) return;
    throw Error(ErrorCode::invalid_argument, "a keyword longer than 64 KiB",
                "Keep it in a field of the kind text.");
}

/// The value of a keyword field, or its values.
std::span<const std::string> all_of(const Value& value) {
    if (const auto* many = std::get_if<std::vector<std::string>>(&value)) return *many;
    return {&std::get<std::string>(value), 1};
}

}  // namespace

void read_keyword_words(const Value& value, text::Analyzer& own, const TakeKeywordWord& take) {
    std::uint32_t begin = 0;
    for (const std::string& one : all_of(value)) {
        const std::vector<text::Token> words = own.words(one);
        for (const text::Token& word : words) take(word.term, begin + word.position);
        begin += static_cast<std::uint32_t>(words.size()) + value_gap;
    }
}

std::vector<std::string> date_terms(std::string_view canonical) {
    std::vector<std::string> terms;
    for (const std::size_t length : {4U, 6U, 8U}) {
        if (canonical.size() >= length) terms.emplace_back(canonical.substr(0, length));
    }
    return terms;
}

Document DocumentBuilder::check(const Document& given) {
    Document document = conforming(given, schema_);
    analyzer_ = &analyzers_.of(document_language(document, schema_, analyzers_.language()));
    for (const Field& field : schema_.fields()) {
        const std::optional<Value> value = document.value(field.name);
        if (!value) continue;
        try {
            if (field.kind == FieldKind::text) check_text(std::get<std::string>(*value));
            if (field.kind == FieldKind::keyword) {
                for (const std::string& one : all_of(*value)) check_keyword(one);
            }
        } catch (const Error& error) {
            fail(document.id, field.name, error);
        }
    }
    return document;
}

void DocumentBuilder::check_text(std::string_view text) {
    if (text.size() > longest_text) {
        throw Error(ErrorCode::invalid_argument, "longer than 4 MiB", "Split the document.");
    }
    // A word takes a byte at least.
    if (text.size() < postings::words_per_field) return;
    analyzer_->analyze(text, tokens_);
    if (tokens_.size() >= postings::words_per_field) {
        throw Error(ErrorCode::invalid_argument,
                    "more than " + std::to_string(postings::words_per_field - 1) + " words",
                    "Split the document.");
    }
}

Xapian::Document DocumentBuilder::build(const Document& document) {
    language_ = document_language(document, schema_, analyzers_.language());
    analyzer_ = &analyzers_.of(language_);

    Xapian::Document out;
    lexicon_.drop_document();  // The last one, if it came to nothing.
    lengths_.clear();
    words_.clear();
    compounds_.clear();
    terms_.clear();
    for (std::size_t row = 0; row < schema_.fields().size(); ++row) {
        const Field& field = schema_.fields()[row];
        const std::optional<Value> value = document.value(field.name);
        if (field.kind == FieldKind::text) {
            tokens_.clear();
            if (value) add_text(std::get<std::string>(*value), lengths_.size());
            lengths_.push_back(static_cast<std::uint32_t>(tokens_.size()));
        } else if (value) {
            out.add_value(static_cast<Xapian::valueno>(row), slot_bytes(*value));
            values_.clear();
            whole_.clear();
            add_values(*value, field, row);
            take_values(out, layout_.has_positions(row));
        }
    }
    take_words(out);
    take_compounds(out);
    out.add_term(Layout::id_term(document.id), 0);
    out.set_data(encode(document, schema_));
    Document head;
    head.id = document.id;
    const Field& first = schema_.fields()[layout_.text_fields().front()];
    if (const auto value = document.value(first.name)) head.set(first.name, *value);
    head_ = encode(head, schema_);
    return out;
}

void DocumentBuilder::add_text(std::string_view text, std::size_t text_field) {
    analyzer_->analyze(text, tokens_);
    add_compounds();
    const std::uint32_t first = static_cast<std::uint32_t>(text_field) << postings::position_bits;
    for (text::Token& token : tokens_) {
        const std::string word = text::bounded_term(token.word);
        lexicon_.note(word, token.term);
        words_.push_back({std::move(token.term), first + token.position});
        if (token.bare_term.empty()) continue;
        lexicon_.note(word, token.bare_term, true);
        words_.push_back({std::move(token.bare_term), first + token.position});
    }
}

void DocumentBuilder::take_words(Xapian::Document& out) {
    std::sort(words_.begin(), words_.end());
    for (auto at = words_.begin(); at != words_.end();) {
        const std::string& stem = at->term;
        frequencies_.assign(layout_.text_field_count(), 0);
        positions_.clear();
        auto last = at;
        for (; last != words_.end() && last->term == stem; ++last) {
            positions_.push_back(last->position);
            ++frequencies_[last->position >> postings::position_bits];
        }
        const std::string term = Layout::stem_term(stem);
        out.add_term(term, static_cast<Xapian::termcount>(positions_.size()));
        for (std::size_t field = 0; field < frequencies_.size(); ++field) {
            if (frequencies_[field] == 0 || !layout_.has_postings(field)) continue;
            out.add_term(layout_.stem_term(stem, field), frequencies_[field]);
        }
        for (const std::uint32_t position : positions_) {
            const std::size_t field = position >> postings::position_bits;
            if (!layout_.has_positions(layout_.text_fields()[field])) continue;
            out.add_posting(term, position, 0);
        }
        terms_.add(term, image::Kind::text, frequencies_, positions_);
        at = last;
    }
}

void DocumentBuilder::add_compounds() {
    const auto add = [&](std::size_t first, std::size_t count) {
        std::string word;
        std::string parts;
        for (std::size_t i = first; i < first + count; ++i) {
            word += tokens_[i].word;
            if (i > first) parts += ' ';
            parts += tokens_[i].term;
        }
        std::string term = Layout::compound_prefix(analyzer_->stem(word)) + parts;
        // A compound too long for a term is still found as it was written.
        if (term.size() <= longest_index_term) compounds_.push_back(std::move(term));
    };
    const auto overlaps = [&](std::size_t i) {
        return i < tokens_.size() && tokens_[i].joint == text::Joint::overlap;
    };
    for (std::size_t first = 0; first < tokens_.size();) {
        std::size_t last = first + 1;
        while (last < tokens_.size() && tokens_[last].joint == text::Joint::hyphen) {
            if (!overlaps(last - 1) && !overlaps(last + 1)) add(last - 1, 2);
            ++last;
        }
        const std::size_t count = last - first;
        if (count > 2 && count <= longest_compound && !overlaps(first) && !overlaps(last)) {
            add(first, count);
        }
        first = last;
    }
}

void DocumentBuilder::take_compounds(Xapian::Document& out) {
    std::sort(compounds_.begin(), compounds_.end());
    for (auto at = compounds_.begin(); at != compounds_.end();) {
        const auto last = std::find_if(at, compounds_.end(),
                                       [&](const std::string& other) { return other != *at; });
        const auto count = static_cast<std::uint32_t>(last - at);
        out.add_term(*at, count);
        terms_.add(*at, image::Kind::counted, {&count, 1}, {});
        at = last;
    }
}

void DocumentBuilder::add_values(const Value& value, const Field& field, std::size_t row) {
    switch (field.kind) {
        case FieldKind::keyword: {
            for (const std::string& one : all_of(value)) {
                add_value_term(text::bounded_term(text::fold(one)), row);
            }
            read_keyword_words(value, analyzers_.own(),
                               [&](std::string_view word, std::uint32_t position) {
                                   values_.push_back({layout_.value_term(word, row), position});
                               });
            if (&field != language_field(schema_)) break;
            // A filter finds the language under its name and its code, however the document
            // spells it.
            const text::Language& language = text::require_language(language_);
            add_value_term(language.name, row);
            if (!language.code.empty()) add_value_term(language.code, row);
            break;
        }
        case FieldKind::date: {
            const auto date = canonical(FieldKind::date, std::get<std::string>(value));
            for (const std::string& term : date_terms(*date)) add_value_term(term, row);
            break;
        }
        case FieldKind::integer:
            add_value_term(std::to_string(std::get<std::int64_t>(value)), row);
            break;
        case FieldKind::real:
            add_value_term(shortest(std::get<double>(value)), row);
            break;
        case FieldKind::text:
            break;
    }
}

void DocumentBuilder::add_value_term(std::string_view value, std::size_t field) {
    whole_.push_back(layout_.value_term(value, field));
}

void DocumentBuilder::take_values(Xapian::Document& out, bool with_positions) {
    std::sort(values_.begin(), values_.end());
    for (auto at = values_.begin(); at != values_.end();) {
        positions_.clear();
        auto last = at;
        for (; last != values_.end() && last->term == at->term; ++last) {
            positions_.push_back(last->position);
            if (with_positions) out.add_posting(at->term, last->position, 0);
        }
        if (!with_positions) out.add_term(at->term, 0);
        const auto count = static_cast<std::uint32_t>(positions_.size());
        terms_.add(at->term, image::Kind::value, {&count, 1}, positions_);
        at = last;
    }
    std::sort(whole_.begin(), whole_.end());
    whole_.erase(std::unique(whole_.begin(), whole_.end()), whole_.end());
    for (const std::string& term : whole_) {
        const auto known = std::lower_bound(
            values_.begin(), values_.end(), term,
            [](const Occurrence& value, const std::string& t) { return value.term < t; });
        if (known != values_.end() && known->term == term) continue;  // It is a word as well.
        const std::uint32_t none = 0;
        out.add_term(term, 0);
        terms_.add(term, image::Kind::value, {&none, 1}, {});
    }
}

}  // namespace quire::index
