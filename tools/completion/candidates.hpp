// What a word that is being typed on a command line could become.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"

namespace quire::completion {

struct Candidates {
    enum class Kind {
        words,        ///< The rows.
        open,         ///< The rows, and more of the same word is typed after them.
        files,        ///< Names of files, which the shell knows.
        directories,  ///< Names of directories.
    };

    Kind kind = Kind::words;
    std::vector<cli::TableRow> rows = {};  ///< Whole words, and what they mean or nothing.
};

/// What the operand `word` could become after the operands before it.
using Operands = Candidates (*)(const std::vector<std::string>& before, std::string_view word);

/// What a tool's command line consists of.
struct Grammar {
    std::span<const cli::Option> options;
    cli::Placement placement;
    Operands operands;
};

/// What the last of `words` could become, which may be empty. The name of the tool is not among
/// them. Options that cannot be given again are left out.
Candidates candidates(const Grammar& grammar, const std::vector<std::string>& words);

/// What a word of a query could become: fields of the index, and behind a keyword field its values.
/// Nothing where there is no such index.
Candidates query_candidates(const std::string& index, std::string_view word);

}  // namespace quire::completion
