// Slips of the pen that have a meaning, but hardly the one that was wanted.
#pragma once

#include <vector>

#include "index/reader.hpp"
#include "query/syntax.hpp"
#include "quire/query.hpp"

namespace quire::search {

/// Adds remarks on words that look as if a field was meant (`year>=2018`, `author: ada`): only fields
/// that are no text, spelled as the schema spells them, so that a title that is pasted has none; on
/// a word with a field where the index has it side by side with those behind it in that field
/// (`author:ada lovelace`); on words that are the id of a document, or an address that ends with
/// one. And says how to write a range where its sign was reported: `year:2005 - 2008`.
void add_slips(const query::Syntax& syntax, index::Reader& reader,
               std::vector<Diagnostic>& diagnostics);

}  // namespace quire::search
