// Makes Xapian documents of documents.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

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

    /// Words of the last document that was built, by text field.
    const std::vector<std::uint32_t>& lengths() const { return lengths_; }

    /// What a list of hits shows of it: its id and what stands in the first text field, if that is
    /// stored. See `encode`.
    std::string head() const { return head_; }

    /// The language that it was analysed in.
    std::string_view language() const { return language_; }

private:
    void check_text(std::string_view text);
    void add_text(Xapian::Document& out, std::string_view text, std::size_t text_field);
    void add_compounds(Xapian::Document& out);
    void add_language(Xapian::Document& out, std::size_t field);
    void add_keyword(Xapian::Document& out, std::string_view value, std::size_t field,
                     std::uint32_t& position);

    const Schema& schema_;
    const Layout& layout_;
    text::Analyzers& analyzers_;
    LexiconWriter& lexicon_;
    text::Analyzer* analyzer_ = nullptr;  ///< For the document at hand.
    std::string_view language_;
    std::vector<text::Token> tokens_;
    std::vector<std::uint32_t> lengths_;
    std::string head_;
};

/// What a date matches: "20240517" is found as itself, as "202405" and as "2024".
std::vector<std::string> date_terms(std::string_view canonical);

}  // namespace quire::index
