// One search in one revision of an index.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "base/deadline.hpp"
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
    /// All must outlive it. @throws Error as `Searcher::search`; TimeUp, as all that follows, where
    /// nothing is known at the deadline of the thread.
    Search(index::Reader& reader, const query::Syntax& syntax, const SearchOptions& options);

    SearchResults results();
    std::optional<Standing> why(std::string_view id);
    /// Documents found, exactly. @throws TimeUp
    std::uint64_t count();

private:
    std::vector<RankedDocument> ranked(Request request, SearchResults& results);
    void add_hits(const std::vector<RankedDocument>& documents,
                  const std::vector<std::uint64_t>& groups, SearchResults& results);
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
    std::vector<Concept> concepts();
    void count(std::vector<Concept>& concepts) const;
    void require_fields() const;
    /// Whether all fields that are asked for are in the heads of documents.
    bool heads_suffice() const;
    void leave_wanted_fields(Document& document) const;
    Explanation explain(postings::DocumentNumber document) const;
    bool meets(const Condition& condition, postings::DocumentNumber document) const;

    index::Reader& reader_;
    const query::Syntax& syntax_;
    const SearchOptions& options_;
    /// Time to show what was found.
    std::optional<Deadline> grace_;
    std::vector<double> weights_;
    ranking::CollectionStatistics collection_;
    Plan plan_;
    /// Of the clauses, as `concepts` made them: the first request takes those that it needs.
    std::vector<std::unique_ptr<Matcher>> matchers_;
};

/// As `Searcher::search`.
SearchResults search(index::Reader& reader, const query::Syntax& syntax,
                     const SearchOptions& options);

/// As `Searcher::why`.
std::optional<Standing> why(index::Reader& reader, const query::Syntax& syntax, std::string_view id,
                            const SearchOptions& options);

/// As `Searcher::rescue`.
Rescue rescue(index::Reader& reader, const query::Syntax& syntax, const SearchOptions& options);

}  // namespace quire::search
