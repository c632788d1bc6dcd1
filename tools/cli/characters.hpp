// Characters on a terminal: which may go there, and how much room they take.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quire::cli {

struct Character {
    char32_t code;
    std::size_t length;  ///< In bytes; at least 1.
};

/// The character that begins at `at`; U+FFFD for a byte that begins none.
Character character_at(std::string_view text, std::size_t at);

/// Whether it is white space, at which a line may be broken, or a control that stands for it.
bool is_space(char32_t code);

/// Whether a terminal might take it for a command, or would write other text in the wrong order:
/// controls, and the marks that override the direction of writing.
bool is_dangerous(char32_t code);

/// Columns that it takes: 0, 1 or 2. Near enough for layout, without the whole of Unicode's tables.
std::size_t columns(char32_t code);
std::size_t columns(std::string_view text);

/// The text on one line: white space as spaces, dangerous characters and bytes that are not UTF-8
/// as U+FFFD.
std::string printable(std::string_view text);

}  // namespace quire::cli
