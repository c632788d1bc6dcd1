// English words that carry grammar and no subject.
#pragma once

#include <algorithm>
#include <array>
#include <string_view>

namespace quire::text {

/// Function words only: none that could be what an abstract is about. "us" is missing for the
/// country's sake. Contractions stand as they are folded. Sorted.
inline constexpr std::array<std::string_view, 199> english_stop_words = {
    "a",       "about",    "above",      "across",   "after",      "again",    "against",
    "al",      "all",      "along",      "already",  "also",       "although", "always",
    "am",      "among",    "an",         "and",      "another",    "any",      "are",
    "aren't",  "around",   "as",         "at",       "be",         "because",  "become",
    "becomes", "been",     "before",     "being",    "below",      "between",  "both",
    "but",     "by",       "can",        "can't",    "cannot",     "could",    "couldn't",
    "did",     "didn't",   "do",         "does",     "doesn't",    "doing",    "don't",
    "done",    "during",   "each",       "eg",       "either",     "else",     "et",
    "etc",     "ever",     "every",      "few",      "for",        "from",     "further",
    "had",     "hadn't",   "has",        "hasn't",   "have",       "haven't",  "having",
    "he",      "hence",    "her",        "here",     "hers",       "herself",  "him",
    "himself", "his",      "how",        "however",  "i",          "i'm",      "i've",
    "ie",      "if",       "in",         "into",     "is",         "isn't",    "it",
    "it's",    "its",      "itself",     "just",     "let's",      "may",      "me",
    "might",   "more",     "moreover",   "most",     "much",       "must",     "my",
    "myself",  "no",       "nor",        "not",      "of",         "off",      "often",
    "on",      "once",     "only",       "onto",     "or",         "other",    "others",
    "our",     "ours",     "ourselves",  "out",      "over",       "own",      "per",
    "perhaps", "rather",   "same",       "shall",    "she",        "should",   "shouldn't",
    "since",   "so",       "some",       "such",     "than",       "that",     "that's",
    "the",     "their",    "theirs",     "them",     "themselves", "then",     "there",
    "there's", "thereby",  "therefore",  "these",    "they",       "they're",  "this",
    "those",   "though",   "through",    "thus",     "to",         "too",      "toward",
    "towards", "under",    "until",      "up",       "upon",       "very",     "via",
    "was",     "wasn't",   "we",         "we're",    "we've",      "were",     "weren't",
    "what",    "when",     "where",      "whereas",  "whether",    "which",    "while",
    "who",     "whom",     "whose",      "why",      "will",       "with",     "within",
    "without", "won't",    "would",      "wouldn't", "yet",        "you",      "your",
    "yours",   "yourself", "yourselves",
};
static_assert(std::ranges::is_sorted(english_stop_words));

}  // namespace quire::text
