// Examples in a man page.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quire::test {

struct RoffExample {
    std::string command;  ///< What stands behind "$ ".
    std::string output;   ///< The lines after it, with their ends; may be empty.
};

/// The examples between .EX and .EE that begin with "$ ".
std::vector<RoffExample> roff_examples(std::string_view page);

/// A line as it is printed.
std::string unescaped(std::string_view roff);

}  // namespace quire::test
