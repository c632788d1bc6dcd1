#include "search/similar.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>
#include <variant>

#include "index/document_language.hpp"

namespace quire::search {
namespace {

/// More words cost time and hardly change the order.
constexpr std::size_t most_words = 25;

}  // namespace

void SimilarWords::add(const Document& document) {
    text::Analyzer& analyzer =
        analyzers_.of(index::document_language(document, schema_, analyzers_.language()));
    for (const Field& field : schema_.fields()) {
        if (field.kind != FieldKind::text) continue;
        const std::optional<Value> value = document.value(field.name);
        if (value) add(std::get<std::string>(*value), field.weight, analyzer);
    }
}

void SimilarWords::add(std::string_view text, double weight, text::Analyzer& analyzer) {
    for (const text::Token& token : analyzer.analyze(text)) {
        if (!token.stop_word) occurrences_[token.term] += weight;
    }
}

std::vector<PlannedClause> SimilarWords::clauses() const {
    struct Word {
        const std::string* term;
        double worth;
    };
    std::vector<Word> words;
    const double documents = source_.document_count();
    for (const auto& [term, occurrences] : occurrences_) {
        const double frequency = source_.term(term)->document_frequency;
        if (frequency == 0) continue;
        words.push_back({&term, occurrences * std::log1p(documents / frequency)});
    }
    std::stable_sort(words.begin(), words.end(),
                     [](const Word& a, const Word& b) { return a.worth > b.worth; });
    words.resize(std::min(words.size(), most_words));
    std::vector<PlannedClause> clauses;
    for (const Word& word : words) {
        PlannedClause clause;
        clause.expression.term = *word.term;
        clause.weight = word.worth / words.front().worth;
        clauses.push_back(std::move(clause));
    }
    return clauses;
}

}  // namespace quire::search
