// Keeps an index sound: looks for damage, repairs it, and makes copies.
#pragma once

#include "cli/exit_codes.hpp"
#include "cli/options.hpp"
#include "cli/streams.hpp"

namespace quire::indexing {

cli::Exit verify(const cli::Arguments& arguments, cli::StandardOutput& output);
cli::Exit repair(const cli::Arguments& arguments, cli::StandardOutput& output);
cli::Exit dump(const cli::Arguments& arguments, cli::StandardOutput& output);
cli::Exit back_up(const cli::Arguments& arguments, cli::StandardOutput& output);

}  // namespace quire::indexing
