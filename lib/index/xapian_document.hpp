// Makes Xapian documents of documents.
#pragma once

#include <xapian.h>

#include <compare>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "image/document_terms.hpp"
#include "index/layout.hpp"
#include "index/lexicon.hpp"
#include "quire/document.hpp"
#include "quire/schema.hpp"
#include "text/analyzers.hpp"

namespace quire::index {

/// Checks documents against the schema and turns them into terms and positions.
class DocumentBuilder {
public:
    /// All must outlive it.
    DocumentBuilder(const Schema& schema, const Layout& layout, text::Analyzers& analyzers,
                    LexiconWriter& lexicon)
        : schema_(schema), layout_(layout), analyzers_(analyzers), lexicon_(lexicon) {}

    /// The document in the form that `build` takes.
    /// @throws Error invalid_argument, naming document and field: it cannot be indexed.
    Document check(const Document& document);

    /// Notes its words for the lexicon.
    /// @param document that was checked, by this or another one for the same schema
    Xapian::Document build(const Document& document);

    /// The terms of the last document that was built that an image holds, and where they stand.
    const image::DocumentTerms& terms() const { return terms_; }

    /// Words of the last document that was built, by text field.
    const std::vector<std::uint32_t>& lengths() const { return lengths_; }

    /// What a list of hits shows of it: its id and what stands in the first text field, if that is
    /// stored. See `encode`.
    std::string head() const { return head_; }

    /// The language that it was analysed in.
    std::string_view language() const { return language_; }

private:
    void check_text(std::string_view text);
    void add_text(std::string_view text, std::size_t text_field);
    void add_compounds();
    void add_values(const Value& value, const Field& field, std::size_t row);
    void add_value_term(std::string_view value, std::size_t field);
    /// Puts what was gathered into the document and `terms_`.
    void take_words(Xapian::Document& out);
    void take_values(Xapian::Document& out, bool with_positions);
    void take_compounds(Xapian::Document& out);

    const Schema& schema_;
    const Layout& layout_;
    text::Analyzers& analyzers_;
    LexiconWriter& lexicon_;
    text::Analyzer* analyzer_ = nullptr;  ///< For the document at hand.
    std::string_view language_;
    std::vector<text::Token> tokens_;
    std::vector<std::uint32_t> lengths_;

    /// A term and where it stands.
    struct Occurrence {
        std::string term;
        std::uint32_t position = 0;

        auto operator<=>(const Occurrence&) const = default;
    };
    std::vector<Occurrence> words_;       ///< Stems, of all text fields.
    std::vector<Occurrence> values_;      ///< Of the field at hand that is not text, with prefix.
    std::vector<std::string> whole_;      ///< The same that stand nowhere.
    std::vector<std::string> compounds_;  ///< As terms.
    std::vector<std::uint32_t> frequencies_;
    std::vector<std::uint32_t> positions_;
    image::DocumentTerms terms_;
    std::string head_;
};

/// Takes a word of a keyword field and where it stands.
using TakeKeywordWord = std::function<void(std::string_view word, std::uint32_t position)>;

/// Goes through the words of a keyword field's value or values, which are kept apart.
/// @param own of the index's language
void read_keyword_words(const Value& value, text::Analyzer& own, const TakeKeywordWord& take);

/// What a date matches: "20240517" is found as itself, as "202405" and as "2024".
std::vector<std::string> date_terms(std::string_view canonical);

}  // namespace quire::index
