// The parsed form of a query. It knows no schema and no analyzer: fields are names, words are text.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "quire/query.hpp"

namespace quire::query {

/// One clause: `[-] [field:] text` or `[-] [field:] "text"`.
struct Clause {
    bool excluded = false;
    std::string field;  ///< As typed; empty for none.
    bool quoted = false;
    std::string text;        ///< Without quotes or field.
    std::size_t offset = 0;  ///< Of the whole clause, in bytes of the query.
    std::size_t length = 0;
    std::size_t text_offset = 0;  ///< Of `text`: bytes of it stand as they were typed.

    /// Same meaning, wherever it stands.
    bool same(const Clause& other) const {
        return excluded == other.excluded && field == other.field && quoted == other.quoted &&
               text == other.text;
    }
};

/// What `Query` holds.
struct Syntax {
    std::vector<Clause> clauses;
    std::vector<Diagnostic> diagnostics;
};

}  // namespace quire::query
