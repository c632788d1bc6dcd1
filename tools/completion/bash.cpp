#include <algorithm>
#include <string>

#include "completion/shells.hpp"

namespace quire::completion {

namespace {

/// A command line as bash reads it, up to the cursor.
struct Line {
    std::vector<std::string> words;  ///< Without their quotes; the last is the one at the cursor.
    std::size_t last = 0;            ///< Where that one begins in the line.
    char quote = 0;                  ///< The quote that is open at the cursor, or 0.
};

Line read_line(std::string_view text) {
    Line line;
    line.words.emplace_back();
    bool in_word = false;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char c = text[at];
        if (line.quote == 0 && (c == ' ' || c == '\t' || c == '\n')) {
            if (in_word) line.words.emplace_back();
            in_word = false;
            continue;
        }
        if (!in_word) line.last = at;
        in_word = true;
        const char next = at + 1 < text.size() ? text[at + 1] : '\0';
        constexpr std::string_view special = "\"\\$`";  // Within double quotes.
        if (c == '\\' && line.quote != '\'' && next != '\0' &&
            (line.quote == 0 || special.find(next) != std::string_view::npos)) {
            line.words.back() += next;
            ++at;
        } else if (line.quote == 0 && (c == '"' || c == '\'')) {
            line.quote = c;
        } else if (c == line.quote) {
            line.quote = 0;
        } else {
            line.words.back() += c;
        }
    }
    if (!in_word) line.last = text.size();
    return line;
}

/// The text as it has to stand in a command line where `quote` is open.
std::string spelled(std::string_view text, char quote) {
    constexpr std::string_view plain =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-+=.,:/@%";
    constexpr std::string_view special = "\"\\$`";
    std::string result;
    for (const char c : text) {
        const bool ascii = static_cast<unsigned char>(c) < 0x80;
        if (quote == '\'') {
            result += c == '\'' ? "'\\''" : std::string(1, c);
            continue;
        }
        const bool escape = quote == '"' ? special.find(c) != std::string_view::npos
                                         : ascii && plain.find(c) == std::string_view::npos;
        if (escape) result += '\\';
        result += c;
    }
    return result;
}

}  // namespace

std::string bash_script(std::string_view tool) {
    // compopt works only where bash itself has asked.
    return named(R"(# Completion of NAME in bash. `NAME --generate bash` prints this.

IDENTIFIER() {
    local kind
    COMPREPLY=()
    {
        read -r kind
        mapfile -t COMPREPLY
    } < <("${1/#\~/$HOME}" --complete bash "${COMP_LINE:0:COMP_POINT}" "$2" 2>/dev/null)
    case $kind in
        open) compopt -o nospace ;;
        files) compopt -o default ;;
        directories) compopt -o dirnames ;;
    esac 2>/dev/null
}
complete -o nosort -F IDENTIFIER NAME
)",
                 tool);
}

std::vector<std::string> bash_words(std::span<const std::string> arguments) {
    if (arguments.empty()) return {};
    std::vector<std::string> words = read_line(arguments[0]).words;
    words.erase(words.begin());
    return words;
}

std::string bash_reply(const Candidates& candidates, std::span<const std::string> arguments) {
    std::string reply = std::string(name(candidates.kind)) + "\n";
    if (arguments.size() < 2) return reply;
    // Bash breaks words also at colons and equals signs. It replaces only the last piece, which it
    // has handed over, so that a candidate must be without what stands before that.
    const Line line = read_line(arguments[0]);
    std::string_view kept = std::string_view(arguments[0]).substr(line.last);
    kept.remove_suffix(kept.ends_with(arguments[1]) ? arguments[1].size() : kept.size());
    const std::string before = read_line(kept).words.front();
    for (const cli::TableRow& row : candidates.rows) {
        if (!row.name.starts_with(before)) continue;
        reply += spelled(std::string_view(row.name).substr(before.size()), line.quote) + "\n";
    }
    return reply;
}

}  // namespace quire::completion
