#include "cli/help.hpp"

#include <algorithm>
#include <utility>

#include "cli/characters.hpp"

namespace quire::cli {

namespace {

constexpr std::size_t page_width = 79;
constexpr std::size_t margin = 2;

struct Layout {
    std::string operator()(const Paragraph& block) const { return paragraph(block.text); }
    std::string operator()(const Table& block) const { return table(block.rows); }
    std::string operator()(const Verbatim& block) const { return indented(block.text, 4); }
    std::string operator()(const OptionTable& block) const {
        std::vector<TableRow> rows;
        for (const Option& option : block.options) {
            const std::string letter =
                option.letter == 0 ? "    " : std::string("-") + option.letter + ", ";
            rows.push_back({letter + spelled(option), std::string(option.help)});
        }
        return table(rows);
    }
};

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

std::string table(const std::vector<TableRow>& rows) {
    constexpr std::size_t widest_name = 24;
    std::size_t name_width = 0;
    for (const TableRow& row : rows) {
        if (row.name.size() <= widest_name) name_width = std::max(name_width, row.name.size());
    }
    const std::size_t indent = margin + name_width + 2;
    std::string result;
    for (const TableRow& row : rows) {
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

std::string spelled(const Option& option) {
    const std::string name = "--" + std::string(option.name);
    return option.argument.empty() ? name : name + " " + std::string(option.argument);
}

Section exit_section(std::string_view ExitCode::*meaning) {
    Table table;
    for (const ExitCode& code : exit_codes) {
        if ((code.*meaning).empty()) continue;
        table.rows.push_back(
            {std::to_string(static_cast<int>(code.code)), std::string(code.*meaning)});
    }
    return {"Exit status", {std::move(table)}};
}

std::string help(const Page& page) {
    std::string text = std::string(page.name) + " - " + std::string(page.purpose) + "\n\nUsage\n";
    for (const std::string& line : page.usage) text += indented(line, margin);
    text += "\n" + paragraph(page.description) + "\nExamples\n";
    for (const Example& example : page.examples) text += indented(example.command, margin);
    for (const Section& section : page.sections) {
        if (section.manual_only) continue;
        text += "\n" + section.title + "\n";
        for (const Block& block : section.blocks) text += std::visit(Layout{}, block);
    }
    return text;
}

}  // namespace quire::cli
