// The words of a text: which atoms and symbols belong together.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "text/analyzer.hpp"
#include "text/atoms.hpp"

namespace quire::text {

/// A part of a word, to be folded by itself.
struct Piece {
    std::size_t begin = 0;  ///< In the text.
    std::size_t end = 0;
    char joiner = '\0';  ///< What stands before it in the folded word: `.`, an apostrophe, nothing.
};

struct Word {
    std::size_t begin = 0;  ///< In the text, with symbols.
    std::size_t end = 0;
    std::size_t first_piece = 0;
    std::size_t piece_count = 0;  ///< Zero: the word is all of it ASCII letters and digits.
    std::string_view prefix;      ///< Symbols that belong to it: "." of ".NET", "++" of "C++".
    std::string_view suffix;
    Joint joint = Joint::none;
};

struct Segments {
    std::vector<Word> words;
    std::vector<Piece> pieces;
};

/// Thread contract: one thread at a time.
class Segmenter {
public:
    struct Options {
        bool ascii_fast_path = true;
        std::span<const std::string_view> elided = {};  ///< Words that vanish before apostrophes.
        bool non_joiner_parts = false;                  ///< A zero-width non-joiner parts words.
    };

    explicit Segmenter(const Options& options)
        : options_(options), icu_atoms_(options.non_joiner_parts) {}

    /// The words of valid UTF-8, in order. They depend on nothing beyond the white space around
    /// them.
    void segment(std::string_view text, Segments& segments);

private:
    Options options_;
    IcuAtoms icu_atoms_;
    std::vector<Atom> atoms_;
};

}  // namespace quire::text
