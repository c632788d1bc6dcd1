#include "cli/terminal.hpp"

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace quire::cli {

namespace {

std::string_view environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? std::string_view() : value;
}

}  // namespace

Terminal terminal(int descriptor, Colors colors) {
    Terminal result;
    result.is_terminal = ::isatty(descriptor) == 1 && environment("TERM") != "dumb";
    result.colors =
        colors == Colors::always ||
        (colors == Colors::automatic && result.is_terminal && environment("NO_COLOR").empty());
    winsize size{};
    if (result.is_terminal && ::ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        // Long lines are hard to read, and narrow ones have to hold a word.
        result.width = std::clamp<std::size_t>(size.ws_col, 20, 100);
    }
    return result;
}

}  // namespace quire::cli
