// Slow, obvious answers that the evaluator is held against: every document is looked at, every
// position tried.
#pragma once

#include <algorithm>
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "ranking/model.hpp"
#include "search/expression.hpp"

namespace quire::test {

/// A document as words by text field, and the values of its other fields.
struct PlainDocument {
    std::vector<std::vector<std::string>> text;
    std::vector<std::vector<std::string>> values;  ///< By row of the schema; whole values or words.
};

/// Where `expression` can end if it begins at `at`.
inline std::set<std::size_t> ends(const search::Expression& expression,
                                  const std::vector<std::string>& words, std::size_t field,
                                  std::size_t at) {
    using Kind = search::Expression::Kind;
    std::set<std::size_t> result;
    switch (expression.kind) {
        case Kind::term:
            if (at < words.size() && words[at] == expression.term &&
                (!expression.field || *expression.field == field)) {
                result.insert(at + 1);
            }
            break;
        case Kind::value:
            break;
        case Kind::any:
            for (const auto& part : expression.parts) result.merge(ends(part, words, field, at));
            break;
        case Kind::sequence: {
            result.insert(at);
            for (const auto& part : expression.parts) {
                std::set<std::size_t> next;
                for (const std::size_t end : result) next.merge(ends(part, words, field, end));
                result = next;
            }
            break;
        }
    }
    return result;
}

/// Occurrences by text field that do not overlap; for a group those of its parts together.
inline std::vector<std::uint32_t> occurrences(const search::Expression& expression,
                                              const PlainDocument& document) {
    using Kind = search::Expression::Kind;
    std::vector<std::uint32_t> counts(document.text.size());
    if (expression.kind == Kind::any) {
        for (const auto& part : expression.parts) {
            const auto of_part = occurrences(part, document);
            for (std::size_t field = 0; field < counts.size(); ++field) {
                counts[field] += of_part[field];
            }
        }
        return counts;
    }
    for (std::size_t field = 0; field < counts.size(); ++field) {
        // From the left, always the one that ends first.
        const std::vector<std::string>& words = document.text[field];
        for (std::size_t free_from = 0;;) {
            std::size_t first_end = words.size() + 1;
            for (std::size_t at = free_from; at < words.size(); ++at) {
                for (const std::size_t end : ends(expression, words, field, at)) {
                    first_end = std::min(first_end, end);
                }
            }
            if (first_end > words.size()) break;
            ++counts[field];
            free_from = first_end;
        }
    }
    return counts;
}

inline bool holds(const search::Expression& expression, const PlainDocument& document) {
    if (expression.kind == search::Expression::Kind::value) {
        const auto& values = document.values[*expression.field];
        return std::find(values.begin(), values.end(), expression.term) != values.end();
    }
    const auto counts = occurrences(expression, document);
    return std::any_of(counts.begin(), counts.end(), [](std::uint32_t n) { return n > 0; });
}

/// A concept as the oracle takes it: what to look for and what scores it.
struct PlainConcept {
    search::Expression expression;
    const ranking::Scorer* scorer;
    double weight;
};

struct PlainHit {
    std::size_t document;  ///< From 0.
    double score;
};

/// Every document that is found, best first, equal scores in order.
inline std::vector<PlainHit> search_slowly(const std::vector<PlainDocument>& documents,
                                           const std::vector<PlainConcept>& concepts,
                                           const std::vector<search::Expression>& filters,
                                           const std::vector<search::Expression>& exclusions) {
    std::vector<PlainHit> hits;
    for (std::size_t number = 0; number < documents.size(); ++number) {
        const PlainDocument& document = documents[number];
        const auto held = [&](const search::Expression& e) { return holds(e, document); };
        if (!std::all_of(filters.begin(), filters.end(), held)) continue;
        if (std::any_of(exclusions.begin(), exclusions.end(), held)) continue;
        std::vector<std::uint32_t> lengths;
        for (const auto& words : document.text) {
            lengths.push_back(static_cast<std::uint32_t>(words.size()));
        }
        double score = 0;
        bool found = concepts.empty();
        for (const PlainConcept& wanted : concepts) {
            if (!holds(wanted.expression, document)) continue;
            found = true;
            score += wanted.weight *
                     wanted.scorer->score(occurrences(wanted.expression, document), lengths);
        }
        if (found) hits.push_back({number, score});
    }
    std::stable_sort(hits.begin(), hits.end(),
                     [](const PlainHit& a, const PlainHit& b) { return a.score > b.score; });
    return hits;
}

}  // namespace quire::test
