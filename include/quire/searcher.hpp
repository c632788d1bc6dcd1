// Searching an index.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quire/document.hpp"
#include "quire/index.hpp"
#include "quire/query.hpp"
#include "quire/ranking.hpp"
#include "quire/synonyms.hpp"

namespace quire {

/// A field to sort hits by.
struct SortKey {
    std::string field;        ///< A field of the schema that is not text, or "score".
    bool descending = false;  ///< Documents without a value come last either way.

    bool operator==(const SortKey&) const = default;
};

/// A field whose values are counted.
struct FacetRequest {
    std::string field;       ///< A field of the schema that is not text.
    std::size_t limit = 10;  ///< At most so many values, those of most documents.
};

/// What a search returns and how it ranks.
struct SearchOptions {
    std::size_t limit = 10;  ///< At most so many hits.
    std::size_t offset = 0;  ///< Hits to pass over first.

    /// Go on behind this place: `SearchResults::next` of an earlier search for the same with the
    /// same options, whose `offset` is then not counted again. Commits in between are no error:
    /// documents that they moved across the place are missed or come again.
    std::string after = {};

    /// Order of the hits, the first key first; best score first if empty. What is equal stands by
    /// score, then in the order of indexing. Costs scoring every document found.
    std::vector<SortKey> sort = {};

    /// One hit for each value of this field (not text), the first in order; documents without a
    /// value all stay. Empty for none. Costs scoring every document found.
    std::string collapse = {};

    /// Count the values of these fields over all documents found, exactly, before `collapse`.
    std::vector<FacetRequest> facets = {};

    /// Documents that are like these ones, which are left out: the words that say most about them
    /// are searched for as well, and the query may be empty. Error not_found: no such id.
    std::vector<std::string> similar_ids = {};
    /// And like this text.
    std::string similar_text = {};

    /// Words that stand for each other; see synonyms.hpp.
    Synonyms synonyms = {};

    /// Whether `SearchResults::corrections` are looked for.
    bool spelling = false;

    /// Whether `Hit::explanation` is filled in.
    bool explain = false;

    RankingModel model{};  ///< BM25F unless told otherwise.

    /// Weights of text fields by name, instead of those of the schema; >= 0.
    std::map<std::string, double, std::less<>> field_weights{};

    /// Whether the spellings of a compound ("pre-training", "pretraining", "pre training") stand
    /// for each other.
    bool compounds = true;

    /// Whether all words must be in a document that stand side by side in the query, not only one.
    bool all_words = false;

    /// Whether `SearchResults::total` must be exact; costs the time of scoring every match.
    bool exact_total = false;

    /// Whether documents that cannot be among the hits are skipped unscored. The hits are the same
    /// either way, bit for bit; off is for tests and measurements.
    bool pruning = true;

    /// About how long `Hit::snippet` should be, in bytes; 0 for none.
    std::size_t snippet_bytes = 240;
};

/// A stretch of text, in bytes.
struct Span {
    std::size_t offset = 0;
    std::size_t length = 0;

    bool operator==(const Span&) const = default;
};

/// Where the query matched in a text field of a hit.
struct Highlights {
    std::string field;
    std::vector<Span> spans;  ///< In ascending order, not overlapping.

    bool operator==(const Highlights&) const = default;
};

/// The part of a hit's longest text field that says most about the query, in whole words.
struct Snippet {
    std::string field;        ///< Empty where there is no snippet.
    Span span;                ///< Where it stands in the field.
    std::string text;         ///< That part of the field.
    std::vector<Span> spans;  ///< Where the query matched, in bytes of `text`.

    bool operator==(const Snippet&) const = default;
};

/// Occurrences in a text field.
struct FieldFrequency {
    std::string field;
    std::uint32_t frequency = 0;  ///< Occurrences in this document.
    std::uint32_t length = 0;     ///< Words of the field in this document.

    bool operator==(const FieldFrequency&) const = default;
};

/// What a concept of the query gave to a document.
struct ConceptScore {
    std::size_t part = 0;  ///< Its place in `SearchResults::concepts`.
    std::vector<FieldFrequency> fields;
    std::uint64_t document_frequency = 0;
    std::uint64_t collection_frequency = 0;
    double weight = 1;
    double contribution = 0;  ///< To the score: the weight times what the model gave.

    bool operator==(const ConceptScore&) const = default;
};

/// Why a document has its score. The contributions add up to it, in the order given.
struct Explanation {
    double score = 0;
    std::vector<ConceptScore> concepts;  ///< In the order of the query; only those it holds.

    bool operator==(const Explanation&) const = default;
};

/// A document that was found.
struct Hit {
    Document document;  ///< As it was stored.
    /// >= 0; 0 in a search that only filters. Comparable within one search only.
    double score = 0;
    std::vector<Highlights> highlights;  ///< By text field; fields without a match are left out.
    Snippet snippet;
    std::optional<Explanation> explanation;  ///< Where it was asked for.
    /// With `collapse`: documents found with the same value, this one among them; else 1.
    std::uint64_t group = 1;

    bool operator==(const Hit&) const = default;
};

/// How exact `SearchResults::total` is.
enum class TotalKind { exact, lower_bound };

/// How a part of the query was read.
struct Concept {
    Span span;                             ///< In the query.
    std::string field;                     ///< The field that it is limited to, or empty.
    bool filter = false;                   ///< Whether it only filters.
    bool excluded = false;                 ///< Whether it keeps documents out.
    bool required = false;                 ///< Whether it ranks, and no document may lack it.
    double weight = 0;                     ///< What it counts in ranking; 0 where it does not rank.
    std::string text;                      ///< What is looked for, e.g. `"pre train" | pretrain`.
    std::uint64_t document_frequency = 0;  ///< An upper bound for phrases and groups.

    bool operator==(const Concept&) const = default;
};

/// A value of a field and how many of the documents found have it.
struct FacetCount {
    std::string value;
    std::uint64_t documents = 0;

    bool operator==(const FacetCount&) const = default;
};

/// The counts of a field. Always exact.
struct Facet {
    std::string field;
    std::vector<FacetCount> counts;  ///< Most documents first, equal ones in the field's order.
    std::uint64_t values = 0;        ///< Distinct values, listed or not.
    std::uint64_t missing = 0;       ///< Documents found that have no value.

    bool operator==(const Facet&) const = default;
};

/// A word that was perhaps meant otherwise.
struct Correction {
    Span span;                ///< In the query.
    std::string replacement;  ///< What to write there.

    bool operator==(const Correction&) const = default;
};

/// The answer to a query, all of it from one revision of the index.
struct SearchResults {
    std::vector<Hit> hits;  ///< Best first; equal scores in the order of indexing.
    std::uint64_t total = 0;
    TotalKind total_kind = TotalKind::exact;
    std::vector<Diagnostic> diagnostics;  ///< The query's own, then what the index had to say.
    std::vector<Concept> concepts;        ///< How the query was read, in its order.
    std::vector<Facet> facets;            ///< As asked for.
    std::vector<Correction> corrections;  ///< In the order of the query.
    std::string
        next;  ///< For `SearchOptions::after`: the place behind the last hit; empty at the end.
    std::uint64_t generation = 0;
    std::uint64_t revision = 0;
};

/// A part of a query that decides by itself whether a document is found.
struct ConditionReport {
    Span span;              ///< In the query.
    std::string text;       ///< What must hold, as `Concept::text`.
    bool excluded = false;  ///< Whether it keeps out what has it.
    bool met = false;       ///< Whether the document may be found as far as this is concerned.
};

/// Why a document is where it is among the hits, or is none.
struct Standing {
    bool found = false;
    std::uint64_t rank = 0;   ///< Counted from 1; 0 if it is not found.
    std::uint64_t total = 0;  ///< Documents found.
    std::vector<ConditionReport> conditions;
    Explanation explanation;  ///< Its score, also if a condition keeps it out.
    std::vector<Hit> better;  ///< The hits just above it, at most 3, explained; no highlights.
    std::vector<Concept> concepts;  ///< As in `SearchResults`.
};

/// What a query that finds nothing could find.
struct Rescue {
    /// How many documents each part would find alone.
    struct Alone {
        Span span;
        std::string text;
        std::uint64_t documents = 0;
    };
    std::vector<Alone> parts;
    /// The least change that finds something: the query with as few parts as possible left out, and
    /// of equal ones what finds most. Empty where there is none.
    std::string query;
    std::vector<Span> left_out;
    std::uint64_t documents = 0;
};

/// Answers queries from an index.
///
/// Each call runs on the newest revision at its start, and on that one only. A writer may commit
/// meanwhile: the call retries, or makes the next commit wait a moment.
///
/// Thread contract: any number of threads may use one Searcher at once. Move-only.
class Searcher {
public:
    /// @throws Error not_found: no index at `path`. incompatible_index: what differs, and what to
    ///         do. corrupt_index, io.
    explicit Searcher(const std::filesystem::path& path);

    Searcher(Searcher&&) noexcept;
    Searcher& operator=(Searcher&&) noexcept;
    ~Searcher();

    /// @throws Error invalid_argument: options that cannot be (a weight below 0, an unknown field).
    ///         index_changed: commits came too fast for every retry. incompatible_index: the index
    ///         was rebuilt by another version. corrupt_index, io.
    SearchResults search(const Query& query, const SearchOptions& options = {}) const;

    /// Why the document with this id is where it is; nothing where there is no such document.
    /// `limit`, `offset`, `after` and `collapse` do not matter. @throws Error as `search`.
    std::optional<Standing> why(const Query& query, std::string_view id,
                                const SearchOptions& options = {}) const;

    /// What to do about a query that finds nothing. Costs a search for every part of it.
    /// @throws Error as `search`.
    Rescue rescue(const Query& query, const SearchOptions& options = {}) const;

    /// The document with this id, or nothing. @throws Error as `search`.
    std::optional<Document> find(std::string_view id) const;

    /// @throws Error as `search`.
    IndexInfo info() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace quire
