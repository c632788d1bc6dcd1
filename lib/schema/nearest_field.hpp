// Which field was meant by a name that no field has.
#pragma once

#include <string_view>

#include "quire/schema.hpp"

namespace quire {

/// The field that was meant, if one is near enough; else empty.
std::string_view nearest_field(std::string_view name, const Schema& schema);

}  // namespace quire
