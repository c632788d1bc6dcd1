// The words, phrases and patterns of a query as expressions over the text fields of an index.
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "postings/source.hpp"
#include "query/syntax.hpp"
#include "quire/schema.hpp"
#include "quire/searcher.hpp"
#include "search/expansion.hpp"
#include "search/expression.hpp"
#include "search/readings.hpp"

namespace quire::search {

/// What keeps the words that a query looks for within bounds.
inline constexpr std::size_t most_words = 5000;
inline constexpr std::size_t most_expanded_words = 64;
inline constexpr std::size_t most_expansions = 16;

/// Reads the leaves of one query. A field is a text field by its number; none stands for all.
class TextLeaves {
public:
    /// @param root of the query
    /// @param diagnostics gets what is left out. All must outlive it, but for `readings`.
    TextLeaves(const query::Node& root, const Schema& schema, Readings readings,
               postings::Source& source, const Synonyms* synonyms,
               std::vector<Diagnostic>& diagnostics)
        : root_(root),
          schema_(schema),
          readings_(std::move(readings)),
          source_(source),
          synonyms_(synonyms),
          diagnostics_(diagnostics) {}

    /// The words of a leaf; reports if there are none.
    /// @param whole whether all of it is one thing
    std::vector<Reading> readings(const query::Node& node, bool whole);

    /// Words that stand side by side, as many as are looked for; nothing if that is none.
    std::optional<Expression> expression(const query::Node& node, Reading& reading,
                                         std::optional<std::size_t> field);

    /// Whether all of a node occurs at places of a text, so that NEAR can join it.
    bool has_place(const query::Node& node, std::optional<std::size_t> field) const;

    /// What occurs at a place of a text; nothing if there is no word in it.
    std::optional<Expression> placed(const query::Node& node, std::optional<std::size_t> field);

private:
    /// Leaves so many words as may still be looked for; says whether that is fewer.
    bool cut_to_words_left(const query::Node& node, Reading& reading);

    /// Words under all their names.
    Expression with_synonyms(Expression words, CompoundReader& compounds, Words tokens,
                             std::optional<std::size_t> field);

    Expression pattern(const query::Node& node, std::optional<std::size_t> field);

    /// What begins with the last word of a reading, in any language.
    Expression last_word(const query::Node& node, const Reading& reading,
                         std::optional<std::size_t> field);
    Expression words_like(const query::Node& node, const std::set<std::string>& patterns,
                          std::optional<std::size_t> field);
    Expression fuzzy(const query::Node& node, const Reading& reading,
                     std::optional<std::size_t> field);
    Expression exact(const text::Token& token, std::optional<std::size_t> field);

    /// All words of the query that are meant in one form only.
    void add_exact_words(const query::Node& node, std::set<std::string>& words);
    Expression expanded(const query::Node& node, std::optional<std::size_t> field,
                        const AcceptWord& accept);

    /// The text field that holds for a node in one that holds already, or in all; nothing where
    /// there is none.
    std::optional<std::optional<std::size_t>> narrowed(const query::Node& node,
                                                       std::optional<std::size_t> field) const;
    bool is_stop_word(const query::Node& node);
    void report(const query::Node& node, std::string message, std::string suggestion,
                Diagnostic::Severity severity = Diagnostic::Severity::problem);

    const query::Node& root_;
    const Schema& schema_;
    Readings readings_;
    postings::Source& source_;
    const Synonyms* synonyms_;
    std::vector<Diagnostic>& diagnostics_;
    std::optional<ExactForms> exact_forms_;  ///< Once there is one.
    std::size_t expansions_ = 0;
    std::size_t words_left_ = most_words;
    bool said_words_ = false;
    bool said_expansions_ = false;
};

}  // namespace quire::search
