#include "documentation/markdown.hpp"

#include <sstream>

namespace quire::test {

std::vector<std::string> lines(std::string_view text) {
    std::vector<std::string> result;
    std::istringstream in{std::string(text)};
    for (std::string line; std::getline(in, line);) result.push_back(line);
    return result;
}

std::vector<CodeBlock> code_blocks(std::string_view markdown) {
    std::vector<CodeBlock> blocks;
    CodeBlock block;
    bool inside = false;
    for (const std::string& line : lines(markdown)) {
        if (!line.starts_with("```")) {
            (inside ? block.text : block.before) += line + "\n";
            continue;
        }
        if (inside) {
            blocks.push_back(block);
            block = {};
        } else {
            block.language = line.substr(3);
        }
        inside = !inside;
    }
    return blocks;
}

}  // namespace quire::test
