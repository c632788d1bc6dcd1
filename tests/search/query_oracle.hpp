// The query language, read slowly and obviously: the tree of a query is walked for every document,
// and every word of the document looked at. It knows nothing of plans, expressions or postings.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "query/syntax.hpp"
#include "quire/ranking.hpp"
#include "quire/schema.hpp"
#include "search/paper_source.hpp"
#include "text/analyzer.hpp"

namespace quire::test {

class QueryOracle {
public:
    struct Options {
        bool compounds = false;  ///< As `SearchOptions::compounds`.
        bool all = false;        ///< As `SearchOptions::all_words`.
    };

    /// All must outlive it.
    QueryOracle(const Schema& schema, text::Analyzer& analyzer, const std::vector<Paper>& papers,
                const Options& options)
        : schema_(schema), analyzer_(analyzer), papers_(papers), options_(options) {}

    struct Answer {
        std::size_t paper;  ///< From 0.
        double score;
    };

    /// All papers that are found, best first, equal scores in order.
    std::vector<Answer> answers(const query::Syntax& syntax, const RankingModel& model);

private:
    using Node = query::Node;
    using Demand = query::Demand;

    /// What occurs at places of a text.
    struct Thing {
        enum class Kind { word, sequence, near, either };
        Kind kind = Kind::word;
        std::function<bool(const text::Token&)> is;  ///< Of a word: which tokens are meant.
        std::set<std::string> stems;                 ///< Of a word: what its frequencies are of.
        std::optional<std::size_t> field;            ///< Of a word: where it must stand.
        std::vector<Thing> parts;
        unsigned gap = 0;
    };

    using Stretch = std::pair<std::size_t, std::size_t>;  ///< First word, one past the last.

    /// A leaf that counts in ranking.
    struct Scored {
        Thing thing;
        std::optional<std::size_t> field;
        double weight;
        bool stop_word;
    };

    /// A part of a list.
    struct Reading {
        std::function<bool(const Paper&)> holds;
        Demand demand = Demand::none;
        bool words = false;                    ///< Whether it holds words, and not only values.
        bool stop_word = false;                ///< Whether it is nothing but a stop word.
        std::optional<std::size_t> leaf = {};  ///< Of `scored_`, if it is just that.
    };

    /// What holds for a node because of those above it.
    struct Scope {
        const Field* field = nullptr;
        bool id = false;
        bool excluded = false;
        double weight = 1;
    };

    std::vector<Reading> read(const Node& node, Scope scope);
    std::vector<Reading> read_unknown_field(const Node& node, Scope scope);
    std::vector<Reading> read_parts(const Node& node, const Scope& scope);
    std::vector<Reading> read_value_list(const Node& node, const Scope& scope);
    std::vector<Reading> read_words(const Node& node, const Scope& scope);
    std::vector<Reading> read_operands(const Node& node, const Scope& scope);
    std::vector<Reading> read_values(const Node& node, const Field& field) const;
    Reading scored(Thing thing, const Scope& scope, bool stop_word);
    Reading list(std::vector<Reading> parts, bool all) const;

    std::optional<Thing> near_thing(const Node& node, std::optional<std::size_t> field);
    Thing thing(const Node& node, std::vector<text::Token> tokens,
                std::optional<std::size_t> field);
    Thing stem(std::string_view term, std::optional<std::size_t> field) const;
    Thing spelled(const std::function<bool(const std::string&)>& accept,
                  std::optional<std::size_t> field) const;
    Thing pattern(std::string_view text, std::optional<std::size_t> field);
    Thing sequence(const std::vector<text::Token>& tokens, std::optional<std::size_t> field,
                   unsigned gap);

    const Field* field_called(std::string_view name) const;
    std::size_t text_field(const Field& field) const;

    std::set<Stretch> stretches(const Thing& thing, const std::vector<text::Token>& words,
                                std::size_t field) const;
    std::uint32_t count(const Thing& thing, const std::vector<text::Token>& words,
                        std::size_t field) const;
    bool occurs(const Thing& thing, const Paper& paper) const;
    std::uint64_t document_frequency(const Thing& thing) const;
    std::uint64_t collection_frequency(const Thing& thing) const;

    const Schema& schema_;
    text::Analyzer& analyzer_;
    const std::vector<Paper>& papers_;
    Options options_;
    std::vector<Scored> scored_;
};

/// Changes of one character (left out, put in, replaced, exchanged with the next one, no character
/// changed twice) that turn one word into the other.
std::size_t edits_between(std::string_view a, std::string_view b);

/// Whether the word is what the pattern describes.
bool fits(std::string_view pattern, std::string_view word);

}  // namespace quire::test
