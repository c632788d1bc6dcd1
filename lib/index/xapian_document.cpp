#include "index/xapian_document.hpp"

#include <optional>
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

void check_keywords(const Value& value) {
    if (const auto* many = std::get_if<std::vector<std::string>>(&value)) {
        for (const std::string& one : *many) check_keyword(one);
    } else {
        check_keyword(std::get<std::string>(value));
    }
}

}  // namespace

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
            if (field.kind == FieldKind::keyword) check_keywords(*value);
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
    for (std::size_t row = 0; row < schema_.fields().size(); ++row) {
        const Field& field = schema_.fields()[row];
        const std::optional<Value> value = document.value(field.name);
        if (value && field.kind != FieldKind::text) {
            out.add_value(static_cast<Xapian::valueno>(row), slot_bytes(*value));
        }
        if (field.kind == FieldKind::text) {
            tokens_.clear();
            if (value) add_text(out, std::get<std::string>(*value), lengths_.size());
            lengths_.push_back(static_cast<std::uint32_t>(tokens_.size()));
        } else if (value && field.kind == FieldKind::keyword) {
            std::uint32_t position = 0;
            if (const auto* many = std::get_if<std::vector<std::string>>(&*value)) {
                for (const std::string& one : *many) add_keyword(out, one, row, position);
            } else {
                add_keyword(out, std::get<std::string>(*value), row, position);
            }
            if (&field == language_field(schema_)) add_language(out, row);
        } else if (value && field.kind == FieldKind::date) {
            const auto date = canonical(FieldKind::date, std::get<std::string>(*value));
            for (const std::string& term : date_terms(*date)) {
                out.add_term(layout_.value_term(term, row), 0);
            }
        } else if (value && field.kind == FieldKind::integer) {
            out.add_term(layout_.value_term(std::to_string(std::get<std::int64_t>(*value)), row),
                         0);
        } else if (value) {
            out.add_term(layout_.value_term(shortest(std::get<double>(*value)), row), 0);
        }
    }
    out.add_term(Layout::id_term(document.id), 0);
    out.set_data(encode(document, schema_));
    Document head(document.id);
    const Field& first = schema_.fields()[layout_.text_fields().front()];
    if (const auto value = document.value(first.name)) head.set(first.name, *value);
    head_ = encode(head, schema_);
    return out;
}

void DocumentBuilder::add_text(Xapian::Document& out, std::string_view text,
                               std::size_t text_field) {
    analyzer_->analyze(text, tokens_);
    const std::uint32_t first = static_cast<std::uint32_t>(text_field) << postings::position_bits;
    const auto add = [&](const std::string& term, std::uint32_t position) {
        out.add_posting(Layout::stem_term(term), first + position);
        if (layout_.has_postings(text_field)) out.add_term(layout_.stem_term(term, text_field));
    };
    for (const text::Token& token : tokens_) {
        add(token.term, token.position);
        if (!token.bare_term.empty()) add(token.bare_term, token.position);
        const std::string word = text::bounded_term(token.word);
        lexicon_.note(word, token.term);
        if (!token.bare_term.empty()) lexicon_.note(word, token.bare_term, true);
    }
    add_compounds(out);
}

void DocumentBuilder::add_compounds(Xapian::Document& out) {
    const auto add = [&](std::size_t first, std::size_t count) {
        std::string word;
        std::string parts;
        for (std::size_t i = first; i < first + count; ++i) {
            word += tokens_[i].word;
            if (i > first) parts += ' ';
            parts += tokens_[i].term;
        }
        const std::string term = Layout::compound_prefix(analyzer_->stem(word)) + parts;
        // A compound too long for a term is still found as it was written.
        if (term.size() <= longest_index_term) out.add_term(term);
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

void DocumentBuilder::add_keyword(Xapian::Document& out, std::string_view value, std::size_t field,
                                  std::uint32_t& position) {
    const std::string whole = text::bounded_term(text::fold(value));
    out.add_term(layout_.value_term(whole, field), 0);
    const std::vector<text::Token> words = analyzers_.own().words(value);
    for (const text::Token& word : words) {
        out.add_posting(layout_.value_term(word.term, field), position + word.position, 0);
    }
    position += static_cast<std::uint32_t>(words.size()) + value_gap;
}

/// A filter finds the language under its name and its code, however the document spells it.
void DocumentBuilder::add_language(Xapian::Document& out, std::size_t field) {
    const text::Language& language = text::require_language(language_);
    out.add_term(layout_.value_term(language.name, field), 0);
    if (!language.code.empty()) out.add_term(layout_.value_term(language.code, field), 0);
}

}  // namespace quire::index
