// What standard output and standard error are connected to.
#pragma once

#include <cstddef>
#include <string_view>

namespace quire::cli {

/// When to write colours, as `--color` says it.
enum class Colors { automatic, always, never };

/// How text is laid out for a descriptor.
struct Terminal {
    bool is_terminal = false;
    bool colors = false;
    std::size_t width = 80;  ///< Columns.
};

/// Colours are automatic on a terminal unless NO_COLOR is set or TERM is "dumb".
Terminal terminal(int descriptor, Colors colors = Colors::automatic);

}  // namespace quire::cli
