// Turns text into the words that postings are made of, the same way for documents and queries.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace quire::text {

/// How a word hangs together with the word before it.
enum class Joint : std::uint8_t {
    none,     ///< White space, punctuation, or the first word.
    hyphen,   ///< One hyphen: "pre-training".
    other,    ///< One other connecting character: "node.js", "and/or", "AT&T", "snake_case".
    overlap,  ///< It shares a syllable with the word before: Korean words are pairs of syllables.
};

/// A word of a text.
struct Token {
    /// Folded: NFKC case folding, no diacritics but in letters of the language's own; a whole
    /// acronym, "C++" or ".net".
    std::string word;
    std::string term;  ///< Its stem; what postings are kept under. At most `longest_term` bytes.

    /// The term without the symbols that belong to it ("c" for "C++"), without the marks of the
    /// language's own letters ("sprak" for "språk") or without what is written at its front in
    /// Hebrew; empty where there is nothing to leave out. A document can be found under it as well.
    /// Queries pass it over.
    std::string bare_term;

    std::uint32_t position = 0;  ///< Counted in words from 0.
    std::size_t begin = 0;       ///< First byte in the original text.
    std::size_t end = 0;         ///< One past the last byte.
    Joint joint = Joint::none;
    bool stop_word = false;

    bool operator==(const Token&) const = default;
};

/// Longest term in bytes. A longer word becomes its beginning and a hash of the whole, so that it
/// stays findable.
inline constexpr std::size_t longest_term = 160;

/// The term of a word or value that may be too long for one: itself where it fits.
std::string bounded_term(std::string_view term);

/// Whether a term is what `bounded_term` made of a longer one.
bool is_shortened(std::string_view term);

struct AnalyzerOptions {
    std::string language = "english";  ///< A name, code or tag; see `find_language`.

    /// For tests: send ASCII text through ICU like all other text. The tokens are the same.
    bool ascii_fast_path = true;
};

/// NFKC case folding without diacritics of a whole value, e.g. a name: "Müller, J." -> "muller,
/// j.".
std::string fold(std::string_view text);

/// Versions that the tokens depend on.
std::string icu_version();
std::string unicode_version();
std::string stemmer_version();

/// Thread contract: one thread at a time (ICU's break iterator and the stem cache have state);
/// make one a thread.
class Analyzer {
public:
    /// @throws Error invalid_argument: no such language.
    explicit Analyzer(const AnalyzerOptions& options = {});
    Analyzer(Analyzer&&) noexcept;
    Analyzer& operator=(Analyzer&&) noexcept;
    ~Analyzer();

    /// The words of `text`, in order; `tokens` is cleared first (and its memory used again). TeX is
    /// read as what it stands for ("\textsc{Bert}", "$\beta$", "\'e"); spans are those of the
    /// original.
    /// @throws Error invalid_argument: not UTF-8; the message names the byte's offset.
    void analyze(std::string_view text, std::vector<Token>& tokens);
    std::vector<Token> analyze(std::string_view text);

    /// The words of a name or label: as `analyze`, but not stemmed, not read as TeX, and folded as
    /// `fold` does, whatever the language.
    std::vector<Token> words(std::string_view value);

    /// A part of a word, folded as the words of a text are, with the letters of the language's own.
    std::string fold(std::string_view part) const;

    /// The stem of a folded word.
    std::string stem(std::string_view word);

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace quire::text
