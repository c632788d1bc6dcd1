// The layout of help pages, and of other text in columns: at most 80 of them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "cli/exit_codes.hpp"
#include "cli/options.hpp"
#include "cli/page.hpp"

namespace quire::cli {

/// The page as `--help` prints it.
std::string help(const Page& page);

/// The words of `text`, broken into lines that are indented by `indent` columns.
std::string paragraph(std::string_view text, std::size_t indent = 0);

/// The lines of `text`, each moved right by `indent` columns.
std::string indented(std::string_view text, std::size_t indent);

/// The rows in two columns; a long name has a line of its own.
std::string table(const std::vector<TableRow>& rows);

/// How an option is typed, e.g. "--limit N".
std::string spelled(const Option& option);

/// The section on exit codes.
/// @param meaning the column of the tool
Section exit_section(std::string_view ExitCode::*meaning);

}  // namespace quire::cli
