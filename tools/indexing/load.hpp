// Adds papers to an index.
#pragma once

#include "cli/exit_codes.hpp"
#include "cli/streams.hpp"
#include "indexing/task.hpp"

namespace quire::indexing {

/// Does the task, and prints the summary.
cli::Exit load(const Task& task, bool json, cli::StandardOutput& output);

}  // namespace quire::indexing
