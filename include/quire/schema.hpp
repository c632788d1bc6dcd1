// Which fields the documents of an index have, and what each is for.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "quire/export.hpp"

namespace quire {

/// What the values of a field are.
enum class FieldKind {
    text,     ///< Analysed into words; searched and ranked.
    keyword,  ///< A name or label, compared without case or accents; a filter in queries.
    integer,  ///< A signed 64-bit number; a filter in queries.
    real,     ///< A double; a filter in queries.
    date,     ///< A year, month or day (ISO 8601); a filter that matches whatever it contains.
};

/// The kind as a schema file spells it, e.g. "keyword".
QUIRE_API std::string_view name(FieldKind kind);

/// One row of a schema.
struct Field {
    /// Up to 64 lower-case ASCII letters, digits and `_`, a letter first; not "id".
    std::string name;
    FieldKind kind = FieldKind::text;  ///< What its values are.
    bool many = false;                 ///< Keywords only: the document has a list of them.
    bool stored = true;                ///< Whether the value comes back with a hit.
    double weight = 1.0;  ///< Text only, > 0: what an occurrence in this field counts in ranking.

    bool operator==(const Field&) const = default;
};

/// The fields of an index, in order. Every document also has an `id`, which is no row here.
///
/// The last text field should be the longest (an abstract rather than a title): the index keeps
/// postings of their own for all text fields but the last.
///
/// Immutable; any number of threads may use one.
class QUIRE_API Schema {
public:
    /// Checks the rows.
    /// @throws Error invalid_argument: no text field, more than 16 of them, a bad or repeated name,
    ///         `many` or `weight` on a field of the wrong kind, a weight that is not a number > 0;
    ///         a field named like a member of `Document` (title, year, ...) but of another type.
    explicit Schema(std::vector<Field> fields);

    /// title (text, weight 2), abstract (text); authors, categories (keywords, many); venue, url,
    /// language (keyword); year (integer).
    static Schema papers();

    /// Reads the text form, one field a line, `#` starting a comment:
    ///
    ///     title     text     weight=2
    ///     abstract  text
    ///     authors   keyword  many
    ///     notes     text     unstored
    ///
    /// @param origin names the source in errors, e.g. the file's path.
    /// @throws InputError naming origin and line; Error invalid_argument as the constructor.
    static Schema parse(std::string_view text, std::string_view origin = "schema");

    /// The text form; `parse(to_string())` gives an equal schema.
    std::string to_string() const;

    /// The rows, in order; as long as the schema lives.
    std::span<const Field> fields() const& { return fields_; }
    /// Not of a temporary: the rows would be gone before they are looked at.
    std::span<const Field> fields() const&& = delete;

    /// The row called `name`, or null. "author" finds "authors": a plural keyword field that holds
    /// many answers to its singular, if no field has that name itself.
    const Field* find(std::string_view name) const;

    /// The names of the fields that are not stored, comma between; empty where all are.
    std::string unstored() const;

    bool operator==(const Schema&) const = default;

private:
    std::vector<Field> fields_;
};

}  // namespace quire
