// Signs that mean something in the query languages of other systems, and nothing here.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "query/word.hpp"

namespace quire::query {

/// A remark on a word that is typed as an operator, field, regular expression or weight is typed
/// elsewhere: `w/3`, `smith[au]`, `TI=bert`, `/dis.*/`, `sarcasm^`. It is read as words all the same.
/// @param word as it was typed, without a field
/// @param rest the query from there on
std::optional<WordRemark> foreign_sign(std::string_view word, std::string_view rest);

/// Whether the word is `&&` or `||`, and which operator is meant; empty if it is neither.
std::string_view foreign_operator(std::string_view word);

/// A range as Lucene writes it.
struct ForeignRange {
    std::size_t length;      ///< In bytes.
    std::string suggestion;  ///< As it is written here.
};

/// The range that the text begins with: `[2019 TO 2021]`, `{2019 TO *}`.
std::optional<ForeignRange> foreign_range(std::string_view text, std::string_view field);

/// A remark on the first wildcard in a phrase that stands where it means nothing.
/// @param text without the star that may end it
std::optional<WordRemark> wildcard_in_phrase(std::string_view text);

}  // namespace quire::query
