// Where a query matched in a document, and the part of it that says most about the query.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "quire/document.hpp"
#include "quire/schema.hpp"
#include "quire/searcher.hpp"
#include "search/plan.hpp"
#include "text/analyzers.hpp"

namespace quire::search {

/// A clause that scores, with what it is worth in a snippet.
struct HighlightedClause {
    const PlannedClause* clause;
    double worth;  ///< More for rarer ones.
};

/// Finds matches with the analyzer of the document's language (as far as that is stored) and the
/// expressions of the search itself, so that what lights up is what was found.
class Highlighter {
public:
    /// All must outlive it.
    Highlighter(const Schema& schema, text::Analyzers& analyzers,
                std::vector<HighlightedClause> clauses)
        : schema_(schema), analyzers_(analyzers), clauses_(std::move(clauses)) {}

    /// Fills in `hit.highlights` and, of about `snippet_bytes` if that is not 0, `hit.snippet`.
    void highlight(Hit& hit, std::size_t snippet_bytes);

private:
    const Schema& schema_;
    text::Analyzers& analyzers_;
    std::vector<HighlightedClause> clauses_;
};

/// A match in a text: bytes [begin, end) and the clause that it is of.
struct Match {
    std::size_t begin;
    std::size_t end;
    std::size_t clause;
};

/// The matches as spans that do not overlap.
std::vector<Span> merged(const std::vector<Match>& matches);

/// The window of at most about `bytes` bytes of `text`, in whole words, that holds the matches of
/// most worth: every clause counts in full once and little again.
/// @param worth by clause
Span best_window(std::string_view text, const std::vector<text::Token>& tokens,
                 const std::vector<Match>& matches, const std::vector<double>& worth,
                 std::size_t bytes);

}  // namespace quire::search
