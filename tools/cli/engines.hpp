// The option --engine of the tools.
#pragma once

#include <string_view>
#include <vector>

#include "cli/page.hpp"
#include "quire/searcher.hpp"

namespace quire::cli {

/// The engines and what each is.
std::vector<TableRow> engine_rows();

/// @throws UsageError: there is no such engine.
Engine engine(std::string_view name);

inline constexpr std::string_view engine_help =
    "Where to read postings: auto (default: the image of the index, or the database where there is "
    "none), image, or xapian. The answers are the same.";

}  // namespace quire::cli
