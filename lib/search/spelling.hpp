// Words of a query that were perhaps meant otherwise.
#pragma once

#include <span>
#include <vector>

#include "postings/source.hpp"
#include "query/syntax.hpp"
#include "quire/schema.hpp"
#include "quire/searcher.hpp"
#include "text/analyzer.hpp"

namespace quire::search {

/// For each word that no document has, or hardly any, the nearest word of the index that differs
/// by a letter (of long words by two; letters that changed places count once) and is much more
/// common; of several the commonest. Behind a keyword field the words are those of its values.
/// Walks the lexicon, or the values, if there is such a word; quick if not.
std::vector<Correction> corrections(const query::Syntax& syntax, const Schema& schema,
                                    std::span<text::Analyzer* const> analyzers,
                                    postings::Source& source);

}  // namespace quire::search
