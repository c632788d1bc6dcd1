#include <algorithm>
#include <string>

#include "completion/shells.hpp"

namespace quire::completion {

std::string zsh_script(std::string_view tool) {
    // -U: the candidates fit already, whatever their capitals and accents; -V: in their order.
    // _files looks behind an equals sign only if it is told of it. The file is read either as the
    // function itself, which zsh does for what #compdef names, or by `source`.
    return named(R"(#compdef NAME
# Completion of NAME in zsh. `NAME --generate zsh` prints this.

_NAME() {
    local -a reply texts shown no_space
    local line tool=${${(Q)words[1]}/#\~/$HOME}
    reply=("${(@f)$("$tool" --complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)}")
    case $reply[1] in
        files | directories)
            compset -P '--*='
            [[ $reply[1] = files ]] && _files || _files -/
            return
            ;;
        open) no_space=(-S '') ;;
    esac
    for line in "${(@)reply[2,-1]}"; do
        texts+=("${line%%$'\t'*}")
        shown+=("${line/$'\t'/  -- }")
    done
    (( $#texts )) && compadd -U "${no_space[@]}" -V values -l -d shown -a texts
}

if [[ $funcstack[1] = _NAME ]]; then
    _NAME "$@"
else
    compdef _NAME NAME
fi
)",
                 tool);
}

std::vector<std::string> zsh_words(std::span<const std::string> arguments) {
    return {arguments.begin(), arguments.end()};
}

std::string zsh_reply(const Candidates& candidates, std::span<const std::string>) {
    std::string reply = std::string(name(candidates.kind)) + "\n";
    for (const cli::TableRow& row : candidates.rows) {
        reply += row.name + (row.meaning.empty() ? "" : "\t" + row.meaning) + "\n";
    }
    return reply;
}

}  // namespace quire::completion
