// Damage to an index, and what to do about it.
#pragma once

#include <string>

#include "quire/error.hpp"

namespace quire {

/// An error corrupt_index that says how to go on.
Error damage(const std::string& what);

}  // namespace quire
