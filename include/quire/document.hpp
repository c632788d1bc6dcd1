// A paper, or a record of an application's own schema, as it goes into an index and comes out.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "quire/export.hpp"

namespace quire {

/// What a field of a document can hold. Dates are ISO 8601 text: "2024", "2024-05" or "2024-05-17".
using Value = std::variant<std::string, std::vector<std::string>, std::int64_t, double>;

/// One record. All text is UTF-8.
///
/// The members are the fields of the default schema, `Schema::papers()`; an empty member means that
/// the document has no such field. Fields of a schema of one's own that have no member here go into
/// `extra` under their names.
struct QUIRE_API Document {
    /// Identifies the document in its index: 1 to 200 bytes, no control characters.
    std::string id{};
    std::string title{};                    ///< A text field.
    std::string abstract{};                 ///< A text field.
    std::vector<std::string> authors{};     ///< Names, in order, in any spelling.
    std::vector<std::string> categories{};  ///< Labels of any kind.
    std::string venue{};                    ///< Where it was published.
    std::optional<std::int64_t> year{};     ///< When it was published.
    std::string url{};                      ///< Where it can be read.

    /// The language of title and abstract: a name, a code or a tag that `find_language` knows, e.g.
    /// "german", "de" or "de-AT". Empty: the index's language. Any other: words are taken as they
    /// are, as in the language "none". A field `language` of a schema of one's own means the same,
    /// if it is a keyword with one value.
    std::string language{};

    /// Fields that have no member here, by name.
    std::map<std::string, Value, std::less<>> extra{};

    bool operator==(const Document&) const = default;

    /// The value of the field called `field` (not "id"), from its member or from `extra`; nothing
    /// where the document has none.
    std::optional<Value> value(std::string_view field) const;

    /// Sets the field called `field`, in its member or in `extra`.
    /// @throws Error invalid_argument if `field` has a member and `value` is of another type, or is
    ///         "id".
    void set(std::string_view field, Value value);
};

}  // namespace quire
