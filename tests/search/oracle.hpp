// Slow, obvious answers that the evaluator is held against: every document is looked at, every
// position tried.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "ranking/model.hpp"
#include "search/expression.hpp"

namespace quire::test {

/// A document as words by text field, and the values of its other fields.
struct PlainDocument {
    std::vector<std::vector<std::string>> text;     ///< The terms.
    std::vector<std::vector<std::string>> written;  ///< The words that have them.
    std::vector<std::vector<std::string>> values;  ///< By row of the schema; whole values or words.
};

/// Stretches of text: where they begin and end.
using Stretches = std::set<std::pair<std::size_t, std::size_t>>;

inline Stretches stretches(const search::Expression& expression, const PlainDocument& document,
                           std::size_t field);

/// Those of the parts one after the other in this order.
/// @param gap words that may stand between two, or between all together if `shared`
inline Stretches in_order(const std::vector<search::Expression>& parts,
                          const PlainDocument& document, std::size_t field, std::size_t gap,
                          bool shared) {
    // Begin, end, and how many words of the gap are used.
    std::set<std::tuple<std::size_t, std::size_t, std::size_t>> begun;
    for (const auto& [begin, end] : stretches(parts.front(), document, field)) {
        begun.emplace(begin, end, 0);
    }
    for (std::size_t i = 1; i < parts.size(); ++i) {
        std::set<std::tuple<std::size_t, std::size_t, std::size_t>> carried;
        const Stretches next = stretches(parts[i], document, field);
        for (const auto& [begin, end, used] : begun) {
            for (const auto& [next_begin, next_end] : next) {
                if (next_begin < end || used + next_begin - end > gap) continue;
                carried.emplace(begin, next_end, shared ? used + next_begin - end : 0);
            }
        }
        begun = carried;
    }
    Stretches found;
    for (const auto& [begin, end, used] : begun) found.emplace(begin, end);
    return found;
}

/// Those that hold no shorter one.
inline Stretches shortest(const Stretches& all) {
    Stretches result;
    for (const auto& stretch : all) {
        const bool holds = std::any_of(all.begin(), all.end(), [&](const auto& other) {
            return other != stretch && other.first >= stretch.first &&
                   other.second <= stretch.second;
        });
        if (!holds) result.insert(stretch);
    }
    return result;
}

/// Where `expression` stands in a text field.
inline Stretches stretches(const search::Expression& expression, const PlainDocument& document,
                           std::size_t field) {
    using Kind = search::Expression::Kind;
    const auto& words = document.text[field];
    Stretches found;
    switch (expression.kind) {
        case Kind::term:
            for (std::size_t at = 0; at < words.size(); ++at) {
                if (expression.field && *expression.field != field) break;
                if (words[at] == expression.term) found.emplace(at, at + 1);
            }
            break;
        case Kind::any:
            for (const auto& part : expression.parts) {
                found.merge(stretches(part, document, field));
            }
            break;
        case Kind::sequence:
            return shortest(in_order(expression.parts, document, field, expression.gap, true));
        case Kind::near: {
            std::vector<std::size_t> order(expression.parts.size());
            for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
            do {
                std::vector<search::Expression> parts;
                for (const std::size_t i : order) parts.push_back(expression.parts[i]);
                found.merge(in_order(parts, document, field, expression.gap, false));
            } while (std::next_permutation(order.begin(), order.end()));
            return shortest(found);
        }
        case Kind::forms:
            for (const auto& stretch : stretches(expression.parts.front(), document, field)) {
                const auto& forms = expression.words;
                if (std::count(forms.begin(), forms.end(), document.written[field][stretch.first]))
                    found.insert(stretch);
            }
            break;
        case Kind::value:
        case Kind::values:
        case Kind::some_value:
        case Kind::some_word:
        case Kind::all:
        case Kind::none:
            break;
    }
    return found;
}

/// Occurrences by text field that do not overlap; for a group those of its parts together.
inline std::vector<std::uint32_t> occurrences(const search::Expression& expression,
                                              const PlainDocument& document) {
    std::vector<std::uint32_t> counts(document.text.size());
    if (expression.kind == search::Expression::Kind::any) {
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
        const Stretches all = stretches(expression, document, field);
        for (std::size_t free_from = 0;;) {
            std::optional<std::size_t> first_end;
            for (const auto& [begin, end] : all) {
                if (begin >= free_from) first_end = std::min(first_end.value_or(end), end);
            }
            if (!first_end) break;
            ++counts[field];
            free_from = *first_end;
        }
    }
    return counts;
}

inline bool holds(const search::Expression& expression, const PlainDocument& document) {
    using Kind = search::Expression::Kind;
    const auto has_value = [&](const std::string& value) {
        const auto& values = document.values[*expression.field];
        return std::find(values.begin(), values.end(), value) != values.end();
    };
    const auto held = [&](const search::Expression& part) { return holds(part, document); };
    const auto& parts = expression.parts;
    switch (expression.kind) {
        case Kind::value:
            return has_value(expression.term);
        case Kind::values:
            return std::any_of(expression.words.begin(), expression.words.end(), has_value);
        case Kind::some_value:
            return !document.values[*expression.field].empty();
        case Kind::some_word:
            return !document.text[*expression.field].empty();
        case Kind::any:
            return std::any_of(parts.begin(), parts.end(), held);
        case Kind::all:
            return std::all_of(parts.begin(), parts.end(), held);
        case Kind::none:
            return std::none_of(parts.begin(), parts.end(), held);
        case Kind::term:
        case Kind::sequence:
        case Kind::near:
        case Kind::forms:
            break;
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
/// @param any_concept whether it must hold a concept, if there is one
inline std::vector<PlainHit> search_slowly(const std::vector<PlainDocument>& documents,
                                           const std::vector<PlainConcept>& concepts,
                                           const std::vector<search::Expression>& filters,
                                           const std::vector<search::Expression>& exclusions,
                                           bool any_concept) {
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
        bool found = concepts.empty() || !any_concept;
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
