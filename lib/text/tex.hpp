// TeX in a text, read as what it stands for.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quire::text {

/// A text with its TeX decoded, and where each byte comes from.
struct Decoded {
    struct Source {
        std::size_t begin = 0;
        std::size_t end = 0;
    };

    std::string text;
    std::vector<Source> sources;  ///< For each byte of `text`: the bytes that it stands for.
};

/// Reads `\textsc{Bert}` as "Bert", `$\beta$` as "β", `caf\'e` as "café", `AT\&T` as "AT&T".
///
/// Commands that everybody knows vanish as white space, and so do references with their arguments.
/// Nothing else is dropped: a backslash and a name that is no such command stay as they are, so
/// that paths and regular expressions keep their words. Nothing where the text holds no TeX.
std::optional<Decoded> decode_tex(std::string_view text);

}  // namespace quire::text
