// Pages as roff, with the macros of man(7).
#pragma once

#include <string>

#include "cli/page.hpp"

namespace quire::man {

/// The page of section 1.
std::string render(const cli::Page& page);

/// `text` so that roff prints it as it is: every special character escaped.
std::string escaped(std::string_view text);

}  // namespace quire::man
