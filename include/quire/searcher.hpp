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
#include "quire/export.hpp"
#include "quire/index.hpp"
#include "quire/query.hpp"
#include "quire/ranking.hpp"

namespace quire {

/// What a search returns and how it ranks.
struct SearchOptions {
    std::size_t limit = 10;  ///< At most so many hits.
    std::size_t offset = 0;  ///< Hits to pass over first.

    RankingModel model{};  ///< BM25F unless told otherwise.

    /// Weights of text fields by name, instead of those of the schema; >= 0.
    std::map<std::string, double, std::less<>> field_weights{};

    /// Whether the spellings of a compound ("pre-training", "pretraining", "pre training") stand
    /// for each other.
    bool compounds = true;

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

/// A document that was found.
struct Hit {
    Document document;  ///< As it was stored.
    /// >= 0; 0 in a search that only filters. Comparable within one search only.
    double score = 0;
    std::vector<Highlights> highlights;  ///< By text field; fields without a match are left out.
    Snippet snippet;                     ///< Where `SearchOptions::snippet_bytes` is not 0.

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
    std::string text;                      ///< What is looked for, e.g. `"pre train" | pretrain`.
    std::uint64_t document_frequency = 0;  ///< An upper bound for phrases and groups.

    bool operator==(const Concept&) const = default;
};

/// The answer to a query, all of it from one revision of the index.
struct SearchResults {
    std::vector<Hit> hits;    ///< Best first; equal scores in the order of indexing.
    std::uint64_t total = 0;  ///< Documents that match, hits or not.
    TotalKind total_kind = TotalKind::exact;  ///< How exact `total` is.
    std::vector<Diagnostic> diagnostics;      ///< The query's own, then what the index had to say.
    std::vector<Concept> concepts;            ///< How the query was read, in its order.
    std::uint64_t generation = 0;             ///< That was searched, as in `CommitInfo`.
    std::uint64_t revision = 0;               ///< That was searched, as in `CommitInfo`.
};

/// What can stand behind a keyword field in a query.
struct FieldValue {
    /// A value of the field, or a word of one: folded, i.e. without capitals and accents.
    std::string value;
    std::uint64_t document_frequency = 0;  ///< Documents that have it.

    bool operator==(const FieldValue&) const = default;
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

    /// The document with this id, or nothing. @throws Error as `search`.
    std::optional<Document> find(std::string_view id) const;

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

    /// What the index is. Linear in the number of its terms, which it counts.
    /// @throws Error as `search`.
    IndexInfo info() const;

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace quire
