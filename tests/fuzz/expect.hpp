// How a fuzz target says that something is wrong: by an exception that nobody catches, or that the
// tests show with the input.
#pragma once

#include <stdexcept>
#include <string>

namespace quire::test {

inline void expect(bool holds, const std::string& what) {
    if (!holds) throw std::logic_error(what);
}

}  // namespace quire::test
