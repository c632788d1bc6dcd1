// The layout of help pages: at most 80 columns.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/exit_codes.hpp"
#include "cli/options.hpp"

namespace quire::cli {

/// A name and what it means.
struct HelpRow {
    std::string name;
    std::string meaning;
};

/// The words of `text`, broken into lines that are indented by `indent` columns.
std::string paragraph(std::string_view text, std::size_t indent = 0);

/// The lines of `text`, each moved right by `indent` columns.
std::string indented(std::string_view text, std::size_t indent);

/// The rows in two columns; a long name has a line of its own.
std::string table(const std::vector<HelpRow>& rows);

std::string option_table(std::span<const Option> options);

/// @param meaning the column of the tool
std::string exit_table(std::string_view ExitCode::*meaning);

}  // namespace quire::cli
