// Text that goes into HTML and SVG.
#pragma once

#include <string>
#include <string_view>

namespace quire::eval {

/// Text as it stands between tags and in quoted attributes; what is no UTF-8, and characters that
/// HTML does not allow, become U+FFFD.
std::string html(std::string_view text);

}  // namespace quire::eval
