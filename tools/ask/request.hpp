// What a command line asks of a search.
#pragma once

#include "cli/options.hpp"
#include "quire/searcher.hpp"

namespace quire::ask {

/// The options of a search that the command line gives.
/// @throws UsageError, naming the option; Error: a file cannot be read or understood.
SearchOptions search_options(const cli::Arguments& arguments);

}  // namespace quire::ask
