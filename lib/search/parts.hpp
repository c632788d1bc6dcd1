// The parts of a query that stand beside each other, as conditions on documents.
#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "query/syntax.hpp"
#include "quire/searcher.hpp"
#include "search/expression.hpp"

namespace quire::search {

/// A part of a list as a condition on documents.
struct Part {
    Expression condition;
    query::Demand demand = query::Demand::none;
    bool words = false;      ///< Whether it holds words, and not only values.
    bool stop_word = false;  ///< Whether it says nothing by itself.
    Span span;
    std::optional<std::size_t> clause;  ///< If it is just that one.
};

/// Those that are just a clause each once, however often the query says it.
std::vector<Part> each_once(std::vector<Part> parts);

/// A condition for each, `none_of` for what is excluded.
std::vector<Expression> conditions_of(std::vector<Part> parts);

/// Whether one of them has words that a document should hold.
bool any_words(const std::vector<Part>& parts);

/// Leaves out the parts that say nothing, unless all do.
void drop_stop_words(std::vector<Part>& parts);

/// Parts that stand side by side as one condition.
/// @param all whether those without a sign are required as well
Part together(std::vector<Part> parts, bool all);

}  // namespace quire::search
