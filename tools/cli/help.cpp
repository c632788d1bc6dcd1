#include "cli/help.hpp"

#include <algorithm>

#include "cli/characters.hpp"

namespace quire::cli {

namespace {

constexpr std::size_t page_width = 79;
constexpr std::size_t margin = 2;

}  // namespace

std::string paragraph(std::string_view text, std::size_t indent) {
    std::string result;
    std::size_t column = 0;
    while (!text.empty()) {
        const std::string_view word = text.substr(0, text.find(' '));
        text.remove_prefix(std::min(text.size(), word.size() + 1));
        const std::size_t width = columns(word);
        const bool first = column == 0;
        if (!first && column + 1 + width > page_width) {
            result += '\n';
            column = 0;
        }
        result += column == 0 ? std::string(indent, ' ') : " ";
        column += (column == 0 ? indent : 1) + width;
        result += word;
    }
    return result + "\n";
}

std::string indented(std::string_view text, std::size_t indent) {
    std::string result;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        result += std::string(indent, ' ') + std::string(line) + "\n";
    }
    return result;
}

std::string table(const std::vector<HelpRow>& rows) {
    constexpr std::size_t widest_name = 24;
    std::size_t name_width = 0;
    for (const HelpRow& row : rows) {
        if (row.name.size() <= widest_name) name_width = std::max(name_width, row.name.size());
    }
    const std::size_t indent = margin + name_width + 2;
    std::string result;
    for (const HelpRow& row : rows) {
        std::string lines = paragraph(row.meaning, indent);
        if (row.name.size() > name_width) {
            result += std::string(margin, ' ') + row.name + "\n" + lines;
        } else {
            lines.replace(margin, row.name.size(), row.name);
            result += lines;
        }
    }
    return result;
}

std::string option_table(std::span<const Option> options) {
    std::vector<HelpRow> rows;
    for (const Option& option : options) {
        std::string name = option.letter == 0 ? "    " : std::string("-") + option.letter + ", ";
        name += "--" + std::string(option.name);
        if (!option.argument.empty()) name += " " + std::string(option.argument);
        rows.push_back({name, std::string(option.help)});
    }
    return table(rows);
}

std::string exit_table(std::string_view ExitCode::*meaning) {
    std::vector<HelpRow> rows;
    for (const ExitCode& code : exit_codes) {
        rows.push_back({std::to_string(static_cast<int>(code.code)), std::string(code.*meaning)});
    }
    return table(rows);
}

}  // namespace quire::cli
