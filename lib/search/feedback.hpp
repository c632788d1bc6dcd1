// Words of the best documents, for stages that search for them as well.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "quire/ranking.hpp"
#include "search/draft.hpp"

namespace quire::search {

/// What is known of a word in one of the best documents.
struct FeedbackWord {
    double occurrences;           ///< In the document.
    double length;                ///< Of the document, in words.
    double average_length;        ///< Of all documents.
    double share;                 ///< Of the document's score in the sum over the best.
    double rank;                  ///< Of the document, counted from 1.
    double documents;             ///< In the index.
    double document_frequency;    ///< Documents of the index that have it.
    double collection_frequency;  ///< Occurrences in the index.
};

/// What the stages share.
struct FeedbackOptions {
    std::size_t documents;  ///< The best, so many.
    std::size_t words;      ///< Of these, at most so many.
    /// The documents are trusted if the fifth has at least this share of the first one's score:
    /// where one or two stand out, they are what was looked for.
    double trust;
};

inline constexpr ParameterInfo feedback_documents = {
    "documents", 1, 100, 10, "how many of the best documents are looked at"};
inline constexpr ParameterInfo feedback_words = {"terms", 1, 200, 20,
                                                 "how many of their words are searched for"};
inline constexpr ParameterInfo feedback_trust = {
    "trust", 0, 1, 0.4,
    "the share of the first score that the fifth must have; else nothing is added"};

/// What the weight of a word can be made of.
struct WordWeights {
    double query;    ///< Sum of the weights of the query's own words.
    double highest;  ///< Worth of the word that is worth most.
    double sum;      ///< Worth of all the words that are taken.
};

/// Adds the words that are worth most, if the documents are to be trusted.
/// @param worth of a word for a document; a word's worth is the sum over the documents
/// @param weight of a word in the query, by its worth
void add_feedback(Draft& draft, const FeedbackOptions& options,
                  const std::function<double(const FeedbackWord&)>& worth,
                  const std::function<double(double worth, const WordWeights& all)>& weight);

}  // namespace quire::search
