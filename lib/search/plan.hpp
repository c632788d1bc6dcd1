// What a query means for one index: its clauses with the index's own schema and analyzer.
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

/// A clause, or a word of one, as it was understood.
struct PlannedClause {
    enum class Role { scored, filter, exclusion };

    Role role = Role::scored;
    Expression expression;
    std::optional<std::size_t> text_field;  ///< The field that it is limited to.
    std::string field_name;                 ///< As the schema has it; empty for all text fields.
    unsigned count = 1;                     ///< How often the query says it.
    Span span;                              ///< Of its first occurrence, in the query.
};

struct Plan {
    std::vector<PlannedClause> clauses;  ///< In query order.
    std::vector<Diagnostic> diagnostics;
};

/// @param languages those that the index holds, by name: a word is looked for as any of them has
///        it; of those that a filter by language leaves if there is one
/// @param compounds whether the spellings of a compound stand for each other
Plan make_plan(const query::Syntax& syntax, const Schema& schema, text::Analyzers& analyzers,
               std::span<const std::string> languages, postings::Source& source, bool compounds);

}  // namespace quire::search
