// A query as it was typed: parsed, printable, and independent of any index.
#pragma once

#include <cstddef>
#include <cstdint>
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
    std::string suggestion;  ///< What to do about it, in short; empty where there is no advice.

    /// How much it matters.
    enum class Severity : std::uint8_t {
        /// The part was not understood, or not searched for as it says: it was passed over, cut, or
        /// taken for something else. The answer is one to another query.
        problem,
        /// The answer is to the query as it says, but something may not be as it was meant: no word
        /// fits a wildcard, or a sign would mean more to other systems.
        note,
    };
    Severity severity = Severity::problem;  ///< How much it is to be heeded.

    bool operator==(const Diagnostic&) const = default;
};

namespace query {
struct Syntax;
}

/// The parsed form of what a person typed.
///
///     diffusion models          either word, papers with both first
///     +diffusion models         a word that no paper may lack
///     "image generation"        these words side by side, in any inflection
///     title:diffusion           in the title only
///     year:2020 author:ho       papers that have this value
///     year:2019..2021           a value in this range
///     -gan  -"image generation" -year:2020     papers that do not
///     (vae OR gan) AND disentangl*             all of it, with any word that starts so
///
/// The whole language is in quire-query(7); its grammar is lib/query/grammar.md.
///
/// Parsing never fails: what cannot be understood is searched for as words and has a diagnostic;
/// see `Diagnostic::Severity`.
///
/// A value: copies are cheap and share nothing that changes; any number of threads may use one.
class QUIRE_API Query {
public:
    /// Accepts any bytes. Linear time.
    static Query parse(std::string_view text);

    /// The words of a text, whatever characters it holds: a title that was pasted, a topic of a
    /// test collection. Nothing in it is an operator, a field or a phrase. Accepts any bytes.
    static Query plain(std::string_view text);

    /// What could not be understood, or is perhaps meant otherwise, in the order of the text.
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
