// The inside of a BibTeX entry.
#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace quire::corpus {

/// What `@string` has defined, by name in lower case; the names of months are known from the start.
class BibtexMacros {
public:
    BibtexMacros();

    /// @throws Error malformed_input: all of them are more than `longest_record`.
    void define(const std::string& name, std::string text);

    /// The text of a macro; one that was never defined stands for its name.
    std::string_view text(std::string_view name) const;

private:
    std::map<std::string, std::string, std::less<>> texts_;
    std::size_t bytes_ = 0;
};

/// The names in lower case and the values of fields, without what encloses them, macros and `#`
/// replaced; TeX stays as it is. Braces in values are balanced.
struct BibtexField {
    std::string name;
    std::string value;
};

struct BibtexEntry {
    std::string key;
    std::vector<BibtexField> fields;
};

/// Reads what stands between the delimiters of an entry: `key, name = value, ...`.
/// @param line on which the text starts; errors name the line of what is wrong
/// @throws Error malformed_input
BibtexEntry read_bibtex_entry(std::string_view text, std::size_t line, const BibtexMacros& macros);

/// The same for `@string`, which has no key: `name = value, ...`.
std::vector<BibtexField> read_bibtex_fields(std::string_view text, std::size_t line,
                                            const BibtexMacros& macros);

}  // namespace quire::corpus
