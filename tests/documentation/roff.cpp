#include "documentation/roff.hpp"

#include <map>
#include <stdexcept>

#include "documentation/markdown.hpp"

namespace quire::test {

std::string unescaped(std::string_view roff) {
    static const std::map<std::string, char, std::less<>> named = {
        {"aq", '\''}, {"ga", '`'}, {"ha", '^'}, {"ti", '~'}, {"dq", '"'}};
    std::string text;
    for (std::size_t at = 0; at < roff.size(); ++at) {
        if (roff[at] != '\\') {
            text += roff[at];
            continue;
        }
        const char kind = roff.at(++at);
        if (kind == 'e') {
            text += '\\';
        } else if (kind == '-' || kind == ' ') {
            text += kind;
        } else if (kind == 'f') {
            ++at;
        } else if (kind == '(') {
            text += named.at(std::string(roff.substr(at + 1, 2)));
            at += 2;
        } else if (kind != '&') {
            throw std::runtime_error("an escape that the tests do not know: " + std::string(roff));
        }
    }
    return text;
}

std::vector<RoffExample> roff_examples(std::string_view page) {
    std::vector<RoffExample> examples;
    bool inside = false;
    bool is_example = false;
    bool goes_on = false;  // A command, behind a backslash at the end of its line.
    for (const std::string& line : lines(page)) {
        if (line == ".EX" || line == ".EE") {
            inside = line == ".EX";
            is_example = false;
        } else if (inside && line.starts_with("$ ")) {
            is_example = true;
            examples.push_back({unescaped(line.substr(2)), {}});
            goes_on = examples.back().command.ends_with('\\');
        } else if (inside && goes_on) {
            examples.back().command += '\n' + unescaped(line);
            goes_on = examples.back().command.ends_with('\\');
        } else if (inside && is_example) {
            examples.back().output += unescaped(line) + "\n";
        }
    }
    return examples;
}

}  // namespace quire::test
