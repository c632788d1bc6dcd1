// Blocks of code in a Markdown file.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace quire::test {

struct CodeBlock {
    std::string language;  ///< As it stands behind the fence; empty where there is nothing.
    std::string text;      ///< Its lines.
    std::string before;    ///< The text between the block before it and this one.
};

std::vector<CodeBlock> code_blocks(std::string_view markdown);

/// The lines of a text, without their ends.
std::vector<std::string> lines(std::string_view text);

}  // namespace quire::test
