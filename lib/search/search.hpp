// One search in one revision of an index.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "index/reader.hpp"
#include "query/syntax.hpp"
#include "quire/searcher.hpp"
#include "search/arrange.hpp"
#include "search/evaluator.hpp"
#include "search/plan.hpp"

namespace quire::search {

/// A query as it was planned for a reader, and what can be asked about it.
class Search {
public:
    /// All must outlive it. @throws Error as `Searcher::search`.
    Search(index::Reader& reader, const query::Syntax& syntax, const SearchOptions& options);

    SearchResults results();
    std::optional<Standing> why(std::string_view id);
    /// Documents found, exactly.
    std::uint64_t count();

private:
    /// Whether all documents found must be known: for sorting, groups and counts.
    bool needs_all() const;
    bool says_nothing() const;
    void add_similar();
    void read_star();
    std::unique_ptr<ranking::Scorer> scorer(const PlannedClause& clause,
                                            const Matcher& matcher) const;
    Request request(std::size_t limit);
    /// The documents of this page, in order, and how many stand in the group of each.
    std::vector<RankedDocument> page(SearchResults& results, std::vector<std::uint64_t>& groups);
    std::vector<RankedDocument> arranged(SearchResults& results,
                                         std::vector<std::uint64_t>& groups);
    std::optional<RankedDocument> after() const;
    std::vector<Concept> concepts() const;
    void require_fields() const;
    /// Whether all fields that are asked for are in the heads of documents.
    bool heads_suffice() const;
    void leave_wanted_fields(Document& document) const;
    Explanation explain(postings::DocumentNumber document) const;
    bool meets(const Condition& condition, postings::DocumentNumber document) const;

    index::Reader& reader_;
    const query::Syntax& syntax_;
    const SearchOptions& options_;
    std::vector<double> weights_;
    ranking::CollectionStatistics collection_;
    Plan plan_;
};

/// As `Searcher::rescue`.
Rescue rescue(index::Reader& reader, const query::Syntax& syntax, const SearchOptions& options);

}  // namespace quire::search
