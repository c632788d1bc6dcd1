// The words of a query, as each language of the index reads them.
#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "postings/source.hpp"
#include "search/compounds.hpp"
#include "search/expression.hpp"
#include "text/analyzer.hpp"

namespace quire::search {

/// Longer phrases are cut, which keeps their cost within bounds. Titles and even abstracts that are
/// pasted stay far below.
inline constexpr std::size_t longest_phrase = 200;

/// A stretch of a text that is looked for as one: a word, words that hang together, a phrase.
struct Reading {
    std::size_t begin = 0;  ///< In the text.
    std::size_t end = 0;
    std::vector<std::vector<text::Token>> tokens;  ///< By analyzer; none where it sees no word.
    bool stop_word = false;  ///< Whether it is one in every language, or nothing.
    bool cut = false;        ///< Whether a phrase was longer than `longest_phrase`.
};

/// Reads a text with several analyzers at once. Where they disagree about where words end, the
/// stretch reaches so far that all of them end a word with it.
class Readings {
public:
    /// The source must outlive it.
    Readings(postings::Source& source, bool compounds) : source_(source), compounds_(compounds) {}

    /// The analyzer must outlive it.
    void add(text::Analyzer& analyzer) {
        analyzers_.push_back(&analyzer);
        compound_readers_.emplace_back(analyzer, source_, compounds_);
    }
    bool empty() const { return analyzers_.empty(); }

    /// @param whole whether all of the text is one phrase
    std::vector<Reading> of(std::string_view text, bool whole);

    /// What each language looks for; what is the same in several is there once.
    Expression expression(const Reading& reading, std::optional<std::size_t> field);

private:
    postings::Source& source_;
    bool compounds_;
    std::vector<text::Analyzer*> analyzers_;
    std::vector<CompoundReader> compound_readers_;
};

}  // namespace quire::search
