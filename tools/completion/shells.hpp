// How completion reaches the shells: one file a shell, one array of them.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "completion/candidates.hpp"

namespace quire::completion {

/// A row of the table of shells. A script is small: it calls `TOOL --complete SHELL ARGUMENT...`
/// and hands on what that prints, so that all it knows comes from the tool that is completed.
struct Shell {
    std::string_view name;
    std::string (*script)(std::string_view tool);

    /// What the arguments of `--complete` say: the words up to the cursor, without the tool.
    std::vector<std::string> (*words)(std::span<const std::string> arguments);

    /// What the script is answered: a line with the kind of the candidates, then a line for each.
    std::string (*reply)(const Candidates& candidates, std::span<const std::string> arguments);
};

std::span<const Shell> shells();

/// The kind as the scripts know it, e.g. "directories".
std::string_view name(Candidates::Kind kind);

/// The text with every `NAME` as the tool is called, and every `IDENTIFIER` as functions for it can
/// be.
std::string named(std::string_view text, std::string_view tool);

std::string bash_script(std::string_view tool);
std::vector<std::string> bash_words(std::span<const std::string> arguments);
std::string bash_reply(const Candidates& candidates, std::span<const std::string> arguments);
std::string zsh_script(std::string_view tool);
std::vector<std::string> zsh_words(std::span<const std::string> arguments);
std::string zsh_reply(const Candidates& candidates, std::span<const std::string> arguments);

}  // namespace quire::completion
