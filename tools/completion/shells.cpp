#include "completion/shells.hpp"

#include <algorithm>
#include <array>

namespace quire::completion {

namespace {

void replace(std::string& text, std::string_view from, std::string_view to) {
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
}

}  // namespace

std::span<const Shell> shells() {
    static constexpr std::array<Shell, 2> rows = {{
        {"bash", bash_script, bash_words, bash_reply},
        {"zsh", zsh_script, zsh_words, zsh_reply},
    }};
    return rows;
}

std::string_view name(Candidates::Kind kind) {
    constexpr std::array<std::string_view, 4> names = {"words", "open", "files", "directories"};
    return names[static_cast<std::size_t>(kind)];
}

std::string named(std::string_view text, std::string_view tool) {
    std::string identifier(tool);
    std::replace(identifier.begin(), identifier.end(), '-', '_');
    std::string result(text);
    replace(result, "NAME", tool);
    replace(result, "IDENTIFIER", "_" + identifier);
    return result;
}

}  // namespace quire::completion
