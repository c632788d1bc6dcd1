// What the main functions of the tools share.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "cli/exit_codes.hpp"
#include "cli/options.hpp"
#include "cli/page.hpp"
#include "cli/streams.hpp"
#include "completion/candidates.hpp"

namespace quire::cli {

/// A tool: what there is to know about it, and what it does.
struct Tool {
    std::string_view name;
    std::span<const Option> options;  ///< "help" and "version" among them.
    Placement placement;
    Page (*page)();
    completion::Operands operands;  ///< For completion.
    Exit (*run)(const Arguments& arguments, StandardOutput& output);
};

/// The version of quire, e.g. "0.1.0".
std::string_view version();

/// Runs a tool and returns its exit status. Errors are reported as `NAME: MESSAGE`, with advice on
/// a line of its own: wrong usage and invalid arguments are `Exit::usage`, others `Exit::failure`.
/// A closed pipe is `Exit::done`.
///
/// Help and version are printed here, as are `--generate man|bash|zsh` (the man page, and the
/// scripts that complete command lines), and what `--complete` answers to those scripts.
int run_tool(const Tool& tool, int argc, char** argv);

/// The part of a man page on the scripts that complete command lines.
Section completion_section(std::string_view tool);

/// Writes `NAME: MESSAGE` and the hint, if there is one, to standard error.
void report(std::string_view name, std::string_view message, std::string_view hint = {});

}  // namespace quire::cli
