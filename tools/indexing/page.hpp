// What quire-index says about itself.
#pragma once

#include <span>

#include "cli/options.hpp"
#include "cli/page.hpp"

namespace quire::indexing {

std::span<const cli::Option> options();

cli::Page page();

}  // namespace quire::indexing
