// What a query means for one index: its tree with the index's own schema and analyzer.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "postings/source.hpp"
#include "query/syntax.hpp"
#include "quire/schema.hpp"
#include "quire/searcher.hpp"
#include "search/expression.hpp"
#include "text/analyzers.hpp"

namespace quire::search {

/// A leaf of the query as it was understood.
struct PlannedClause {
    enum class Role { scored, filter, exclusion };

    Role role = Role::scored;
    bool required = false;  ///< Scored clauses: whether a document must hold it.
    Expression expression;
    std::optional<std::size_t> text_field;  ///< The field that it is limited to.
    std::string field_name;                 ///< As the schema has it; empty for all text fields.
    double weight = 0;   ///< How often the query says it, times its weights there.
    Span span;           ///< Of its first occurrence, in the query.
    bool added = false;  ///< Whether a stage of the ranking model added it.
};

/// What a document must hold, or must not.
struct Condition {
    Expression expression;
    Span span;  ///< In the query.
    /// The clause that it is, if it is no more than that.
    std::optional<std::size_t> clause;
};

/// A word of the query as it stands among others.
struct WordPlace {
    std::size_t clause;    ///< That it is.
    std::size_t position;  ///< Counted in words; what is no plain word leaves a gap of many.
};

/// A clause that is several words which were typed as one, and these.
struct Compound {
    std::size_t clause;
    std::vector<Expression> words;  ///< Without stop words.
};

struct Plan {
    std::vector<PlannedClause> clauses;  ///< In query order.
    std::vector<WordPlace> words;        ///< Scored ones, in query order.
    std::vector<Compound> compounds;     ///< Scored ones.
    std::vector<Condition> filters;
    std::vector<Condition> exclusions;
    /// Whether a document must hold a scored clause, if there is one; otherwise the filters say
    /// all, and there is one.
    bool any_clause = true;
    std::vector<Diagnostic> diagnostics;
};

struct PlanOptions {
    bool compounds = true;  ///< Whether the spellings of a compound stand for each other.
    bool all = false;       ///< Whether every word is required that stands beside others.
    const Synonyms* synonyms = nullptr;  ///< Or null.
};

/// Adds to what a scored clause counts, or the clause if there is none like it.
void add_weight(Plan& plan, PlannedClause clause);

/// Has the words of compounds count as well, half as much each: of papers that have other words of
/// the query, one on "reinforcement of learning" is nearer to "reinforcement-learning agents" than
/// one on agents of chemistry. A compound that stands alone is looked for as it is.
void add_words_of_compounds(Plan& plan);

/// @param languages those that the index holds, by name: a word is looked for as any of them has
///        it; of those that a filter by language leaves if there is one
Plan make_plan(const query::Syntax& syntax, const Schema& schema, text::Analyzers& analyzers,
               std::span<const std::string> languages, postings::Source& source,
               const PlanOptions& options);

}  // namespace quire::search
