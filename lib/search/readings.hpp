// The words of a query, as each language of the index reads them.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "postings/source.hpp"
#include "query/syntax.hpp"
#include "quire/schema.hpp"
#include "search/compounds.hpp"
#include "search/expression.hpp"
#include "text/analyzers.hpp"

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
    bool cut = false;        ///< Whether there were more words than `longest_phrase`.

    /// Words in the language that has most of them.
    std::size_t longest() const;
    /// Leaves the first `most` words in each language.
    void cut_to(std::size_t most);
};

/// The words of a reading in one language.
using Words = std::span<const text::Token>;

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

    /// A part of a word, as the languages fold it.
    std::set<std::string> foldings(std::string_view part) const;

    /// What `read` makes of the words in each language; what is the same in several is there once.
    using Read = std::function<Expression(CompoundReader& language, Words words)>;
    Expression alternatives(const Reading& reading, const Read& read);

    /// The words side by side, with all spellings of their compounds.
    Expression expression(const Reading& reading, std::optional<std::size_t> field);

private:
    postings::Source& source_;
    bool compounds_;
    std::vector<text::Analyzer*> analyzers_;
    std::vector<CompoundReader> compound_readers_;
};

/// The analyzers that a query is read with: those of the languages that the index holds (by name),
/// or of that which alone the query asks for (`language:de`). Never none.
std::vector<text::Analyzer*> query_analyzers(const query::Syntax& syntax, const Schema& schema,
                                             text::Analyzers& analyzers,
                                             std::span<const std::string> languages);

}  // namespace quire::search
