// Searching an index.
#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "quire/document.hpp"
#include "quire/export.hpp"
#include "quire/index.hpp"
#include "quire/query.hpp"
#include "quire/ranking.hpp"
#include "quire/synonyms.hpp"

namespace quire {

/// A field to sort hits by.
struct SortKey {
    /// A field of the schema, or "score". Text is read from every document found, and sorted by the
    /// bytes of its folded form, of which the first 1,000 count; it has to be stored.
    std::string field;
    bool descending = false;  ///< Documents without a value come last either way.

    bool operator==(const SortKey&) const = default;
};

/// A field whose values are counted.
struct FacetRequest {
    std::string field;       ///< A field of the schema that is not text.
    std::size_t limit = 10;  ///< At most so many values, those of most documents.
};

/// Where postings are read. The answers are the same, bit for bit.
enum class Engine {
    automatic,  ///< The image if there is one that can be used, else the database.
    image,      ///< Error not_found where there is none.
    xapian,     ///< The database: slower.
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

    /// Whether `Concept::documents` are counted.
    bool count_concepts = false;

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

    /// Where postings are read.
    Engine engine = Engine::automatic;

    /// When to stop: the answer then has what is known, and says so in `timed_out`. It comes at
    /// most 50 ms later, whatever the query. Not stopped is what is done once for many searches:
    /// opening the index and its newest revision, and loading the values of a field that is sorted
    /// by or counted. A point in time and not a length, so that all that is done for a request can
    /// share one. None unless told otherwise.
    std::chrono::steady_clock::time_point deadline = std::chrono::steady_clock::time_point::max();

    /// The fields that `Hit::document` comes with, by name; all that are stored if empty. The id
    /// comes always: {"id"} is the id alone. Without highlights the id and the first text field
    /// (the title) are the quickest by far.
    /// Error invalid_argument: the schema has no such field, or it is not stored.
    std::vector<std::string> fields = {};

    /// Whether `Hit::highlights` and `Hit::snippet` are made, for which each hit's text is read
    /// again.
    bool highlights = true;

    /// About how long `Hit::snippet` should be, in bytes; 0 for none.
    std::size_t snippet_bytes = 240;
};

/// A stretch of text, in bytes.
struct Span {
    std::size_t offset = 0;  ///< Of its first byte.
    std::size_t length = 0;  ///< In bytes.

    bool operator==(const Span&) const = default;
};

/// Where the query matched in a text field of a hit.
struct Highlights {
    std::string field;        ///< Its name.
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
    std::string field;            ///< Its name.
    std::uint32_t frequency = 0;  ///< Occurrences in this document.
    std::uint32_t length = 0;     ///< Words of the field in this document.

    bool operator==(const FieldFrequency&) const = default;
};

/// What a concept of the query gave to a document.
struct ConceptScore {
    std::size_t part = 0;                    ///< Its place in `SearchResults::concepts`.
    std::vector<FieldFrequency> fields;      ///< Those that hold it, in the schema's order.
    std::uint64_t document_frequency = 0;    ///< As in `Concept`.
    std::uint64_t collection_frequency = 0;  ///< Occurrences in all documents; likewise a bound.
    double weight = 1;                       ///< As in `Concept`.
    double contribution = 0;  ///< To the score: the weight times what the model gave.

    bool operator==(const ConceptScore&) const = default;
};

/// Why a document has its score. The contributions add up to it, in the order given.
struct Explanation {
    double score = 0;                    ///< The sum of the contributions.
    std::vector<ConceptScore> concepts;  ///< In the order of the query; only those it holds.

    bool operator==(const Explanation&) const = default;
};

/// A document that was found.
struct Hit {
    Document document;  ///< As it was stored.
    /// >= 0; 0 in a search that only filters. Comparable within one search only.
    double score = 0;
    std::vector<Highlights> highlights;  ///< By text field; fields without a match are left out.
    Snippet snippet;                     ///< Where `SearchOptions::snippet_bytes` is not 0.
    std::optional<Explanation> explanation;  ///< Where it was asked for.
    /// With `collapse`: documents found with the same value, this one among them; else 1.
    std::uint64_t group = 1;

    bool operator==(const Hit&) const = default;
};

/// How exact `SearchResults::total` is.
enum class TotalKind {
    exact,        ///< So many documents match.
    lower_bound,  ///< At least so many match: documents that cannot be hits were not counted.
};

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
    /// How many documents hold it, exactly; nothing where `SearchOptions::count_concepts` did not
    /// ask, or so many had to be looked at that it would take seconds.
    std::optional<std::uint64_t> documents = {};

    bool operator==(const Concept&) const = default;
};

/// A value of a field and how many of the documents found have it.
struct FacetCount {
    std::string value;            ///< As it is displayed.
    std::uint64_t documents = 0;  ///< How many of the documents found have it.

    bool operator==(const FacetCount&) const = default;
};

/// The counts of a field. Always exact.
struct Facet {
    std::string field;               ///< Its name in the schema.
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
    std::vector<Hit> hits;    ///< Best first; equal scores in the order of indexing.
    std::uint64_t total = 0;  ///< Documents that match, hits or not.
    TotalKind total_kind = TotalKind::exact;  ///< How exact `total` is.
    std::vector<Diagnostic> diagnostics;      ///< The query's own, then what the index had to say.
    std::vector<Concept> concepts;            ///< How the query was read, in its order.
    std::vector<Facet> facets;                ///< As asked for.
    std::vector<Correction> corrections;      ///< In the order of the query.
    /// For `SearchOptions::after`: the place behind the last hit; empty at the end, and where time
    /// ran out: what was not looked at may stand before it. Ask again with more time.
    std::string next;
    /// Whether `SearchOptions::deadline` came before the answer was complete. The hits are then the
    /// best of the documents that were looked at, each with the score that it has with more time;
    /// `total` and what `facets` count are lower bounds; facets, corrections and concepts that are
    /// not known are left out. Until the query is read, and where a model with feedback has not got
    /// its documents, nothing is known.
    bool timed_out = false;
    std::uint64_t generation = 0;  ///< That was searched, as in `CommitInfo`.
    std::uint64_t revision = 0;    ///< That was searched, as in `CommitInfo`.
};

/// What can stand behind a keyword field in a query.
struct FieldValue {
    /// A value of the field, or a word of one: folded, i.e. without capitals and accents.
    std::string value;
    std::uint64_t document_frequency = 0;  ///< Documents that have it.

    bool operator==(const FieldValue&) const = default;
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
    bool found = false;                       ///< Whether the query finds it.
    std::uint64_t rank = 0;                   ///< Counted from 1; 0 if it is not found.
    std::uint64_t total = 0;                  ///< Documents found.
    std::vector<ConditionReport> conditions;  ///< In the order of the query, exclusions last.
    Explanation explanation;                  ///< Its score, also if a condition keeps it out.
    std::vector<Hit> better;  ///< The hits just above it, at most 3, explained; no highlights.
    std::vector<Concept> concepts;  ///< As in `SearchResults`.
    /// Whether time ran out: then `found`, `rank` and `better` say nothing, and `total` is a lower
    /// bound; what else is not known is left out.
    bool timed_out = false;
};

/// What a query that finds nothing could find.
struct Rescue {
    /// How many documents a part would find alone.
    struct Alone {
        Span span;                    ///< In the query.
        std::string text;             ///< The part, in canonical spelling.
        std::uint64_t documents = 0;  ///< Documents that it finds.
    };
    std::vector<Alone> parts;  ///< In the order of the query, exclusions left out.
    /// The least change that finds something: the query with as few parts as possible left out, and
    /// of equal ones what finds most. Of more than 16 parts, the first 16 are counted and the one
    /// that finds most is left; of more than 8, one or all but one are left out. Empty where there
    /// is none.
    std::string query;
    std::vector<Span> left_out;   ///< The parts that `query` is without.
    std::uint64_t documents = 0;  ///< Documents that `query` finds.
    /// Whether time ran out: then not all parts were counted, and another change may be less.
    bool timed_out = false;
};

/// Answers queries from an index.
///
/// A query is read in every language that documents of the index are in (see
/// `Document::language`), and finds what any of them finds; with a filter `language:de` in that one
/// only. A word is a stop word if it is one in all of them.
///
/// Each call runs on the newest revision at its start, and on that one only. A writer may commit
/// meanwhile: the call retries, or makes the next commit wait a moment.
///
/// Thread contract: any number of threads may use one Searcher at once. Move-only.
class QUIRE_API Searcher {
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

    /// Hands on every document as it is stored, in the order in which they came in; all of one
    /// revision. What `take` throws ends it.
    /// @throws Error index_changed: two commits came before it was done. Otherwise as `search`.
    void for_each(const std::function<void(const Document&)>& take) const;

    /// What a query can say behind the keyword field `field`, e.g. to complete what is being
    /// typed: values, and words of values, that begin with `prefix` whatever its capitals and
    /// accents. The most frequent come first, at most `limit` of them; equally frequent ones in the
    /// order of their bytes. Values too long to be kept whole (more than 160 bytes) are left out,
    /// their words are not.
    ///
    /// Linear in the number of values and words that begin with `prefix`; after 100,000 of them the
    /// rest is not looked at.
    /// @param field a name that `Schema::find` knows, so that "author" is "authors"
    /// @throws Error not_found: no such field. invalid_argument: it is no keyword field. Otherwise
    ///         as `search`.
    std::vector<FieldValue> values(std::string_view field, std::string_view prefix = {},
                                   std::size_t limit = 100) const;

    /// The fields of the index. A rebuild may give it others. @throws Error as `search`.
    Schema schema() const;

    /// What the index is. Linear in the number of its terms, which it counts.
    /// @throws Error as `search`.
    IndexInfo info() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace quire
