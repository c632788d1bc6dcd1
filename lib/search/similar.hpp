// Words that say most about a document: what documents like it are searched for with.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "postings/source.hpp"
#include "quire/document.hpp"
#include "quire/schema.hpp"
#include "search/plan.hpp"
#include "text/analyzers.hpp"

namespace quire::search {

/// Gathers texts, and says which words are frequent in them and rare elsewhere.
class SimilarWords {
public:
    SimilarWords(const Schema& schema, text::Analyzers& analyzers, postings::Source& source)
        : schema_(schema), analyzers_(analyzers), source_(source) {}

    /// Each word counts as much as its field weighs.
    void add(const Document& document);
    /// A text in the language of the index.
    void add(std::string_view text) { add(text, 1, analyzers_.own()); }

    /// The words of most weight: occurrences times inverse document frequency (Salton and Buckley,
    /// 1988), as clauses whose weights are at most 1.
    std::vector<PlannedClause> clauses() const;

private:
    void add(std::string_view text, double weight, text::Analyzer& analyzer);

    const Schema& schema_;
    text::Analyzers& analyzers_;
    postings::Source& source_;
    std::map<std::string, double> occurrences_;  ///< Weighted, by term.
};

}  // namespace quire::search
