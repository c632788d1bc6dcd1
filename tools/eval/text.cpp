// The format "text": tables for people.
#include <algorithm>

#include "eval/tables.hpp"

namespace quire::eval {
namespace {

/// Columns side by side, the first one to the left, others to the right.
std::string table(const Cells& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], row[i].size());
        }
    }
    std::string text;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            const std::string fill(widths[i] - row[i].size(), ' ');
            line += i == 0 ? row[i] + fill : "  " + fill + row[i];
        }
        text += line.substr(0, line.find_last_not_of(' ') + 1) + '\n';
    }
    return text;
}

}  // namespace

std::string to_text(const Scores& scores, bool per_topic) {
    std::string text = table(metric_cells(scores, per_topic));
    for (std::size_t i = 1; i < scores.rows.size(); ++i) {
        const Cells cells = comparison_cells(scores, i);
        if (cells.size() > 1) text += '\n' + comparison_title(scores, i) + '\n' + table(cells);
    }
    return text;
}

}  // namespace quire::eval
