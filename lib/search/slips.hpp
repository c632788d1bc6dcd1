// Slips of the pen that have a meaning, but hardly the one that was wanted.
#pragma once

#include <vector>

#include "query/syntax.hpp"
#include "quire/query.hpp"
#include "quire/schema.hpp"

namespace quire::search {

/// Remarks on words that look as if a field was meant: `year>=2018`, `author: ada`. Only fields that
/// are no text, spelled as the schema spells them, so that a title that is pasted has none.
std::vector<Diagnostic> slips(const query::Syntax& syntax, const Schema& schema);

}  // namespace quire::search
