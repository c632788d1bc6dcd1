// Why a document has its score, for people.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "quire/searcher.hpp"

namespace quire::output {

/// A line for each part of the query that the document holds: what it gave to the score, what it
/// is, how often it is in which field of how many words, and in how many documents.
std::string explanation_table(const Explanation& explanation, std::span<const Concept> concepts,
                              std::string_view query, std::size_t indent);

/// The part of the query as it was typed; what is looked for, where that was not typed.
std::string typed(const Span& span, const std::string& text, std::string_view query);

/// With four digits after the point.
std::string score_text(double score);

}  // namespace quire::output
