// What a clause means in a field that is no text: a value, a pattern of values, a range.
#pragma once

#include <optional>
#include <string>

#include "postings/source.hpp"
#include "query/syntax.hpp"
#include "quire/schema.hpp"
#include "search/expression.hpp"
#include "text/analyzer.hpp"

namespace quire::search {

/// A clause as a filter, or what is wrong with it.
struct Filter {
    std::optional<Expression> expression;
    std::string problem;  ///< Also beside an expression, if something was passed over.
    std::string suggestion;
    bool empty_range = false;  ///< Whether the expression is a range whose ends are reversed.
};

/// Whether a word is a star alone: behind a field it stands for whatever the field has.
bool is_star(const query::Node& node);

/// @param node a word, phrase or range
/// @param row of the field in its schema
Filter read_filter(const query::Node& node, const Field& field, std::size_t row,
                   text::Analyzer& analyzer, postings::Source& source);

}  // namespace quire::search
