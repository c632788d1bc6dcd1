// A query as it was typed: parsed, printable, and independent of any index.
#pragma once

#include <cstddef>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quire/export.hpp"

namespace quire {

/// A remark on a part of a query.
struct Diagnostic {
    std::size_t offset = 0;  ///< Of the part, in bytes from the start of the query.
    std::size_t length = 0;  ///< In bytes.
    std::string message;     ///< What is wrong, e.g. "unclosed quote".
    std::string suggestion;  ///< What to write instead; empty where there is no good guess.

    bool operator==(const Diagnostic&) const = default;
};

namespace query {
struct Syntax;
}

/// The parsed form of what a person typed.
///
///     diffusion models          either word, papers with both first
///     "image generation"        these words side by side, in any inflection
///     title:diffusion           in the title only
///     year:2020 author:ho       papers that have this value
///     -gan  -"image generation" -year:2020     papers that do not
///
/// Parsing never fails: what cannot be understood is searched for as words and has a diagnostic.
///
/// A value: copies are cheap and share nothing that changes; any number of threads may use one.
class QUIRE_API Query {
public:
    /// Accepts any bytes. Linear time.
    static Query parse(std::string_view text);

    /// What could not be understood, in the order of the text.
    std::span<const Diagnostic> diagnostics() const;

    /// In canonical spelling: `parse(to_string())` means the same.
    std::string to_string() const;

    /// The parsed clauses, for the search; see lib/query/syntax.hpp.
    const query::Syntax& syntax() const { return *syntax_; }

private:
    explicit Query(std::shared_ptr<const query::Syntax> syntax);
    std::shared_ptr<const query::Syntax> syntax_;
};

}  // namespace quire
