// What the search tool says about itself.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"
#include "cli/page.hpp"

namespace quire::ask {

/// The options of quire.
std::span<const cli::Option> options();

/// The page quire(1).
cli::Page page();

/// The page quire-query(7), on the query language.
cli::Page query_page();

}  // namespace quire::ask
