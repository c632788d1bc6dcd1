#include "search/feedback.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <utility>
#include <variant>

#include "index/document_language.hpp"

namespace quire::search {
namespace {

/// A word in so many documents, or in one only, does not tell what they are about.
constexpr double common = 0.1;
constexpr std::uint64_t fewest_documents = 2;

/// The document whose score is held against the first one's.
constexpr std::size_t trusted_place = 5;

/// Occurrences by term in the text fields of a document, stop words left out.
std::map<std::string, double> words_of(postings::DocumentNumber number, index::Reader& reader) {
    std::map<std::string, double> words;
    const Document document = reader.fetch(number);
    text::Analyzers& analyzers = reader.analyzers();
    text::Analyzer& analyzer =
        analyzers.of(index::document_language(document, reader.schema(), analyzers.language()));
    for (const Field& field : reader.schema().fields()) {
        if (field.kind != FieldKind::text) continue;
        const std::optional<Value> value = document.value(field.name);
        if (!value) continue;
        for (const text::Token& token : analyzer.analyze(std::get<std::string>(*value))) {
            if (!token.stop_word) ++words[token.term];
        }
    }
    return words;
}

double sum_of(std::span<const std::uint32_t> lengths) {
    return static_cast<double>(std::accumulate(lengths.begin(), lengths.end(), std::uint64_t{0}));
}

}  // namespace

void add_feedback(Draft& draft, const FeedbackOptions& options,
                  const std::function<double(const FeedbackWord&)>& worth,
                  const std::function<double(double worth, const WordWeights&)>& weight) {
    const std::vector<RankedDocument> best = draft.best(std::max(options.documents, trusted_place));
    if (best.empty() || best.front().score <= 0) return;
    if (options.trust > 0 && (best.size() < trusted_place ||
                              best[trusted_place - 1].score < options.trust * best.front().score)) {
        return;
    }
    const std::size_t taken = std::min(options.documents, best.size());
    double scores = 0;
    for (std::size_t i = 0; i < taken; ++i) scores += best[i].score;

    postings::Source& source = draft.reader.source();
    FeedbackWord word{};
    word.documents = source.document_count();
    word.average_length = 0;
    for (const std::uint64_t total : source.total_lengths()) {
        word.average_length += static_cast<double>(total) / word.documents;
    }
    std::map<std::string, double> worths;
    std::map<std::string, std::pair<std::uint64_t, std::uint64_t>> frequencies;
    for (std::size_t i = 0; i < taken; ++i) {
        word.share = best[i].score / scores;
        word.rank = static_cast<double>(i + 1);
        word.length = std::max(sum_of(source.lengths(best[i].document)), 1.0);
        for (const auto& [term, occurrences] : words_of(best[i].document, draft.reader)) {
            const auto [at, fresh] = frequencies.try_emplace(term);
            if (fresh) {
                const auto cursor = source.term(term);
                at->second = {cursor->document_frequency, cursor->collection_frequency};
            }
            const auto& [documents, collection] = at->second;
            if (documents < fewest_documents ||
                static_cast<double>(documents) > common * word.documents) {
                continue;
            }
            word.occurrences = occurrences;
            word.document_frequency = static_cast<double>(documents);
            word.collection_frequency = static_cast<double>(collection);
            worths[term] += worth(word);
        }
    }
    std::vector<std::pair<double, std::string>> order;
    for (const auto& [term, value] : worths) order.emplace_back(value, term);
    std::stable_sort(order.begin(), order.end(),
                     [](const auto& a, const auto& b) { return a.first > b.first; });
    order.resize(std::min(order.size(), options.words));
    if (order.empty() || order.front().first <= 0) return;

    WordWeights weights{0, order.front().first, 0};
    for (const PlannedClause& clause : draft.plan.clauses) {
        // Of words, not of pairs of them that another stage has added.
        if (clause.role == PlannedClause::Role::scored && !clause.added) {
            weights.query += clause.weight;
        }
    }
    for (const auto& [value, term] : order) weights.sum += value;
    for (const auto& [value, term] : order) {
        PlannedClause clause;
        clause.expression.term = term;
        clause.weight = weight(value, weights);
        clause.added = true;
        add_weight(draft.plan, std::move(clause));
    }
}

}  // namespace quire::search
