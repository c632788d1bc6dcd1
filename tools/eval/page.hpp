// What the evaluation tool says about itself.
#pragma once

#include <span>

#include "cli/options.hpp"
#include "cli/page.hpp"

namespace quire::eval {

/// The options of quire-eval.
std::span<const cli::Option> options();

/// The page quire-eval(1).
cli::Page page();

}  // namespace quire::eval
