// Tables for people.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace quire::output {

/// Lines of cells that stand below each other, two columns apart. Numbers in the first column stand
/// at its right. Cells are made safe for a terminal.
std::string in_columns(const std::vector<std::vector<std::string>>& rows, std::size_t indent,
                       bool numbers_first = false);

/// The text, cut to at most `width` columns with dots at its end.
std::string cut(std::string_view text, std::size_t width);

}  // namespace quire::output
