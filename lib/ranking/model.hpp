// What a ranking model computes from. Pure arithmetic: no index is seen here.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

namespace quire::ranking {

/// What is the same for every concept and document of a search. The spans are by text field.
struct CollectionStatistics {
    std::uint64_t documents = 0;
    std::span<const std::uint64_t> total_lengths;  ///< Words in all documents.
    std::span<const double> weights;               ///< Query-time weights of the fields, >= 0.
};

/// What is known of a concept (a stem, a phrase, or a group of spellings).
struct ConceptStatistics {
    std::uint64_t document_frequency = 0;
    std::uint64_t collection_frequency = 0;
    /// The text field that it is limited to, or -1.
    int field = -1;
};

/// Documents that a concept occurs in, to be scored at once.
struct Batch {
    /// In each it occurs, in the field that it is limited to if it is.
    std::span<const std::uint32_t> documents;
    /// Field by field: those in text field f from f * stride on, in the order of the documents.
    const std::uint32_t* frequencies = nullptr;
    std::size_t stride = 0;
    std::size_t text_fields = 0;
    /// Words by text field, a row for each document of the index from number 0 on.
    std::span<const std::uint32_t> length_rows;
};

/// Scores one concept in documents; made for one search.
class Scorer {
public:
    virtual ~Scorer() = default;

    /// The concept's contribution to a document's score, >= 0 and finite; not less for more
    /// occurrences in any field.
    /// @param frequencies occurrences by text field; not all 0
    /// @param lengths words of the document by text field
    virtual double score(std::span<const std::uint32_t> frequencies,
                         std::span<const std::uint32_t> lengths) const = 0;

    /// No document in which the concept occurs at most `highest_frequency` times, all fields
    /// together, scores more than this.
    virtual double bound(std::uint32_t highest_frequency) const = 0;

    /// Whether it sees the sums over all text fields only.
    virtual bool takes_text_as_one() const = 0;

    /// No document scores more than this for which there is a point that has at least its frequencies
    /// and at most its lengths.
    /// @param points one after the other: its frequencies, and then its lengths, by text field; of
    ///        all text if it takes that as one
    /// @param fields of a point
    virtual double bound(std::span<const std::uint32_t> points, std::size_t fields) const = 0;

    /// What `score` says of each document of the batch, bit for bit.
    /// @param out one for each
    virtual void scores(const Batch& batch, std::span<double> out) const = 0;
};

/// A model with its parameters. Immutable; any number of threads may use one.
class Model {
public:
    virtual ~Model() = default;

    /// The scorer keeps copies of what it needs.
    virtual std::unique_ptr<Scorer> scorer(const CollectionStatistics& collection,
                                           const ConceptStatistics& concept_statistics) const = 0;

    /// The spec with every parameter, as `RankingModel::parse` reads it.
    virtual std::string to_string() const = 0;
};

}  // namespace quire::ranking
