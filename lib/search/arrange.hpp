// What is done with all documents found: sorting, one of a group, counts of values.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/deadline.hpp"
#include "index/reader.hpp"
#include "postings/source.hpp"
#include "quire/schema.hpp"
#include "quire/searcher.hpp"
#include "search/evaluator.hpp"

namespace quire::search {

/// The keys of `SearchOptions::sort` as columns of the schema.
class Order {
public:
    /// The reader must outlive it.
    /// @throws Error invalid_argument: a field that cannot be sorted by.
    Order(const std::vector<SortKey>& keys, index::Reader& reader);

    /// Puts documents in order; equal ones by score, then by number.
    void sort(std::vector<RankedDocument>& documents) const;

    /// Whether `a` comes before `b`.
    bool before(const RankedDocument& a, const RankedDocument& b) const;

private:
    struct Key {
        bool descending;
        const postings::Column* column = nullptr;  ///< Null for text and the score.
        /// The field of a text, whose values are read as they are needed; null for the score.
        const Field* text = nullptr;
        mutable std::unordered_map<postings::DocumentNumber, std::string> texts = {};
    };

    /// The text that a document is sorted by; empty where it has none.
    const std::string& text(const Key& key, postings::DocumentNumber document) const;

    index::Reader& reader_;
    std::vector<Key> keys_;
    mutable Pace pace_;
};

/// The counts of one field over `documents`.
/// @throws Error invalid_argument: no such field, or a text field.
Facet count_values(std::span<const RankedDocument> documents, const FacetRequest& request,
                   const Schema& schema, postings::Source& source);

/// Keeps the first document of each value of the field, and those without one.
/// @return for each document kept how many there were of its value
/// @throws Error invalid_argument: no such field, or a text field.
std::vector<std::uint64_t> keep_first_of_each(std::vector<RankedDocument>& documents,
                                              std::string_view field, const Schema& schema,
                                              postings::Source& source);

/// A place in the order of hits: behind this document.
struct Place {
    RankedDocument document;
    std::string id;
};

/// As `SearchResults::next`.
std::string to_string(const Place& place);

/// @throws Error invalid_argument: no such place.
Place parse_place(std::string_view text);

}  // namespace quire::search
