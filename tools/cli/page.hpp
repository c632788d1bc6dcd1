// What a tool tells about itself: one description, from which --help and the man page are written.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "cli/options.hpp"

namespace quire::cli {

/// Prose. `Backquotes` mark what is typed as it stands.
struct Paragraph {
    std::string text;
};

/// Names and what they mean; a name that begins with spaces belongs to the row before it.
struct Table {
    std::vector<TableRow> rows;
};

/// A table of options.
struct OptionTable {
    std::span<const Option> options;
};

/// Lines that stay as they are.
struct Verbatim {
    std::string text;
};

using Block = std::variant<Paragraph, Table, OptionTable, Verbatim>;

struct Section {
    std::string title;
    std::vector<Block> blocks;
    bool manual_only = false;  ///< Whether --help goes without it.
};

/// A command line, and what it prints; a test runs it beside `corpus/`.
struct Example {
    std::string command;
    std::string output = {};  ///< For the manual; empty where it says nothing new.
};

struct Page {
    std::string_view name;     ///< Of the tool.
    std::string_view purpose;  ///< What it does, in a few words.
    std::vector<std::string> usage = {};
    std::string description = {};
    std::vector<Example> examples = {};
    std::vector<Section> sections = {};
    std::vector<std::string_view> see_also = {};  ///< Other pages, e.g. "quire-index(1)".
};

}  // namespace quire::cli
