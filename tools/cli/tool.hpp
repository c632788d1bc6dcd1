// What the main functions of the tools share.
#pragma once

#include <string>
#include <string_view>

#include "cli/exit_codes.hpp"
#include "cli/streams.hpp"

namespace quire::cli {

/// The version of quire, e.g. "0.1.0".
std::string_view version();

/// Runs a tool and returns its exit status. Errors are reported as `NAME: MESSAGE`, with advice on
/// a line of its own: wrong usage and invalid arguments are `Exit::usage`, others `Exit::failure`.
/// A closed pipe is `Exit::done`.
int run_tool(std::string_view name, Exit (*tool)(int argc, char** argv, StandardOutput& output),
             int argc, char** argv);

/// Writes `NAME: MESSAGE` and the hint, if there is one, to standard error.
void report(std::string_view name, std::string_view message, std::string_view hint = {});

}  // namespace quire::cli
