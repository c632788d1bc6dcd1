// Words that stand for each other.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "quire/export.hpp"

namespace quire {

/// What to search for beside the words that were typed.
///
/// A word or phrase of a query that is listed is searched for under all its names, as one concept,
/// unless it is asked for in its exact form (`="..."`).
///
/// A value: copies are cheap; any number of threads may use one.
class QUIRE_API Synonyms {
public:
    /// None.
    Synonyms() = default;

    /// Reads the text form, one group a line, `#` starting a comment:
    ///
    ///     nmt, neural machine translation
    ///     picture => image, photograph
    ///
    /// With commas only, each stands for all; with an arrow, what is left of it (also several, with
    /// commas) stands for itself and what is right of it.
    /// @param origin names the source in errors, e.g. the file's path
    /// @throws InputError naming origin and line: a side that is empty, two arrows, not UTF-8.
    static Synonyms parse(std::string_view text, std::string_view origin = "synonyms");

    /// What is searched for beside `phrase` (words in lower case, single spaces); empty for none.
    const std::vector<std::string>& of(std::string_view phrase) const;

    /// Whether there are none.
    bool empty() const { return groups_ == nullptr; }

private:
    using Groups = std::map<std::string, std::vector<std::string>, std::less<>>;
    std::shared_ptr<const Groups> groups_;
};

}  // namespace quire
