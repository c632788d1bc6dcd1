// Text with highlights, broken into lines.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <string_view>

#include "quire/searcher.hpp"

namespace quire::output {

/// Escape sequences that switch to a style; empty ones switch nothing.
struct Style {
    std::string_view plain;      ///< Before text that is not highlighted.
    std::string_view highlight;  ///< Before text that is.
    std::string_view reset;      ///< After either.
};

/// The lines of `text`, at most `width` columns wide unless a word is longer, each ended by a line
/// break and all but the first begun by `indent` spaces, which the first has room for. Characters
/// that a terminal could take for commands are replaced.
/// @param spans what to highlight, in bytes of `text`, ascending
std::string wrapped(std::string_view text, std::span<const Span> spans, const Style& style,
                    std::size_t indent, std::size_t width);

}  // namespace quire::output
