// The words of an index that a wildcard, a misspelling or an exact form stands for.
#pragma once

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "postings/source.hpp"
#include "search/expression.hpp"

namespace quire::search {

/// Whether the word, folded, is what the pattern describes: `*` stands for any characters, `?` for
/// one. Time proportional to the product of their lengths at most.
bool matches_pattern(std::string_view pattern, std::string_view word);

/// Whether at most `edits` changes of one character (left out, put in, replaced, or exchanged with
/// the next) turn one word into the other.
bool within_edits(std::string_view a, std::string_view b, unsigned edits);

/// Words that stand for each other.
struct Expansion {
    Expression expression;
    std::size_t words = 0;     ///< How many; 0: the expression finds nothing.
    std::size_t left_out = 0;  ///< Rarer ones that were too many.
};

using AcceptWord = std::function<bool(std::string_view word)>;

/// The commonest words, at most `most`, that `accept` takes. A stem all of whose words are taken is
/// found by its postings; of others the text is looked at. Walks the whole lexicon twice.
/// @param field limits all to a text field
Expansion expand_words(postings::Source& source, const AcceptWord& accept,
                       std::optional<std::size_t> field, std::size_t most);

/// Words in exactly one form.
class ExactForms {
public:
    /// Looks up all of `words`, which are folded: many cost no more than one, a walk over the whole
    /// lexicon.
    ExactForms(postings::Source& source, const std::set<std::string>& words);

    /// One of the words; finds nothing where the index does not have it.
    Expression of(const std::string& word, std::optional<std::size_t> field) const;

private:
    std::map<std::string, std::set<std::string>> terms_;  ///< By word.
    std::set<std::string> mixed_;                         ///< Terms that other words have as well.
};

}  // namespace quire::search
