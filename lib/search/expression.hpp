// What a concept, filter or exclusion looks for.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace quire::search {

/// A tree over terms. Sequences and groups may hold each other to any depth.
struct Expression {
    enum class Kind {
        term,        ///< A stem in the text fields.
        value,       ///< A value, or a word of one, in another field.
        values,      ///< One of `words`, as values of `field`.
        some_value,  ///< Any value of `field`. A condition, as `some_word`.
        some_word,   ///< Any word in the text field `field`.
        any,         ///< One of the parts.
        sequence,    ///< The parts in this order, with at most `gap` words in between.
        near,        ///< The parts in any order, with at most `gap` words between neighbours.
        forms,       ///< Occurrences of the one part that are written as one of `words`.
        all,         ///< All of the parts, anywhere. A condition: it occurs nowhere.
        none,        ///< None of the parts. A condition.
    };

    Kind kind = Kind::term;
    std::string term;  ///< For terms and values.
    /// Terms, `some_word`: the text field that it is limited to, if any. Values: the row of the
    /// schema; none for the id.
    std::optional<std::size_t> field;
    std::vector<Expression> parts;   ///< Of all but terms and values.
    unsigned gap = 0;                ///< For sequences and nears: words that may stand between.
    std::vector<std::string> words;  ///< For forms (folded) and values; sorted.

    bool operator==(const Expression&) const = default;
};

/// One part alone is itself.
Expression any_of(std::vector<Expression> parts);
Expression sequence_of(std::vector<Expression> parts, unsigned gap = 0);
Expression all_of(std::vector<Expression> parts);
Expression none_of(std::vector<Expression> parts);

/// What NEAR can join at once.
inline constexpr std::size_t most_near_parts = 8;

/// As a person reads it: `train`, `"pre train" | pretrain`.
std::string to_string(const Expression& expression);

}  // namespace quire::search
