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
#include "text/analyzer.hpp"

namespace quire::search {

/// Gathers texts, and says which words are frequent in them and rare elsewhere.
class SimilarWords {
public:
    SimilarWords(const Schema& schema, text::Analyzer& analyzer, postings::Source& source)
        : schema_(schema), analyzer_(analyzer), source_(source) {}

    void add(const Document& document);
    /// @param weight what each occurrence counts
    void add(std::string_view text, double weight);

    /// The words of most weight: occurrences times inverse document frequency (Salton and Buckley,
    /// 1988), as clauses whose weights are at most 1.
    std::vector<PlannedClause> clauses() const;

private:
    const Schema& schema_;
    text::Analyzer& analyzer_;
    postings::Source& source_;
    std::map<std::string, double> occurrences_;  ///< Weighted, by term.
};

}  // namespace quire::search
