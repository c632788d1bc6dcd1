#include "output/columns.hpp"

#include <algorithm>

#include "cli/characters.hpp"

namespace quire::output {

std::string in_columns(const std::vector<std::vector<std::string>>& rows, std::size_t indent,
                       bool numbers_first) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], cli::columns(row[i]));
        }
    }
    std::string result;
    for (const auto& row : rows) {
        std::string line(indent, ' ');
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string space(widths[i] - cli::columns(row[i]), ' ');
            const std::string cell = cli::printable(row[i]);
            line += (i == 0 ? "" : "  ") + (i == 0 && numbers_first ? space + cell : cell + space);
        }
        line.erase(line.find_last_not_of(' ') + 1);
        result += line + "\n";
    }
    return result;
}

std::string cut(std::string_view text, std::size_t width) {
    if (cli::columns(text) <= width) return std::string(text);
    std::size_t at = 0;
    for (std::size_t column = 0; at < text.size();) {
        const std::size_t length = cli::character_at(text, at).length;
        column += cli::columns(text.substr(at, length));
        if (column >= width) break;
        at += length;
    }
    return std::string(text.substr(0, at)) + "\xE2\x80\xA6";
}

}  // namespace quire::output
