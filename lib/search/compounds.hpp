// The spellings of a compound: "pre-training", "pretraining" and "pre training" are one concept.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "postings/source.hpp"
#include "search/expression.hpp"
#include "text/analyzer.hpp"

namespace quire::search {

/// Reads words as expressions over one index.
class CompoundReader {
public:
    /// @param expand whether spellings stand for each other; without it words are taken as typed
    CompoundReader(text::Analyzer& analyzer, postings::Source& source, bool expand)
        : analyzer_(analyzer), source_(source), expand_(expand) {}

    /// Words that stand side by side, as the parts of a sequence. Those joined by the way they were
    /// typed ("pre-training", "node.js") can always be written solid; others only if the index
    /// knows the compound.
    /// @param field limits all terms to a text field
    std::vector<Expression> parts(std::span<const text::Token> tokens,
                                  std::optional<std::size_t> field);
    /// The words of a text.
    std::vector<Expression> parts(std::string_view text, std::optional<std::size_t> field) {
        return parts(analyzer_.analyze(text), field);
    }

private:
    Expression word(const text::Token& token, std::optional<std::size_t> field);
    Expression linked(std::span<const text::Token> tokens, std::optional<std::size_t> field);
    bool known(const text::Token& first, const text::Token& second);
    Expression term(std::string_view term, std::optional<std::size_t> field) const;

    text::Analyzer& analyzer_;
    postings::Source& source_;
    bool expand_;
};

}  // namespace quire::search
