// A few papers as postings in memory, and the search over them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "postings/memory_source.hpp"
#include "quire/ranking.hpp"
#include "quire/schema.hpp"
#include "search/evaluator.hpp"
#include "search/plan.hpp"
#include "text/analyzer.hpp"

namespace quire::test {

/// A document: words by text field, values by row of the schema as they were given.
struct Paper {
    std::vector<std::vector<text::Token>> text;
    std::vector<std::vector<std::string>> values;
};

/// As an index has them.
postings::MemorySource source_of(const std::vector<Paper>& papers, const Schema& schema,
                                 text::Analyzer& analyzer);

/// The papers that a plan finds, as the search does it.
search::Ranking search_papers(const search::Plan& plan, const Schema& schema,
                              postings::Source& source, const RankingModel& model,
                              std::size_t limit, bool pruning);

}  // namespace quire::test
