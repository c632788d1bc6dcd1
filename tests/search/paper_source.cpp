#include "search/paper_source.hpp"

#include <cstdint>
#include <utility>

#include "ranking/model.hpp"
#include "schema/values.hpp"

namespace quire::test {
namespace {

/// More words than a phrase can have in between.
constexpr std::uint32_t value_gap = 256;

void add_text(const std::vector<text::Token>& words, std::size_t field,
              postings::MemorySource& source) {
    for (const text::Token& token : words) {
        source.add_term(token.term, field, token.position);
        if (!token.bare_term.empty()) source.add_term(token.bare_term, field, token.position);
        source.add_word(token.word, token.term, token.bare_term, field, token.position);
    }
}

void add_keywords(const std::vector<std::string>& values, std::size_t row, text::Analyzer& analyzer,
                  postings::MemorySource& source) {
    std::uint32_t position = 0;
    for (const std::string& value : values) {
        const std::vector<text::Token> words = analyzer.words(value);
        const std::string whole = text::fold(value);
        if (words.size() != 1 || words[0].term != whole) source.add_value(whole, row, position);
        for (const text::Token& word : words) {
            source.add_value(word.term, row, position + word.position);
        }
        position += static_cast<std::uint32_t>(words.size()) + value_gap;
    }
}

void add_value(const std::string& value, FieldKind kind, std::size_t row,
               postings::MemorySource& source) {
    const std::string term = *canonical(kind, value);
    if (kind != FieldKind::date) return source.add_value(term, row, 0);
    // A day lies in its month and year.
    for (const std::size_t length : {4U, 6U, 8U}) {
        if (term.size() >= length) source.add_value(term.substr(0, length), row, 0);
    }
}

/// Which papers have values of a field; what their order is does not matter here.
void add_column(const std::vector<Paper>& papers, std::size_t row, postings::MemorySource& source) {
    postings::Column column;
    column.first = {0, 0};  // There is no document 0.
    for (const Paper& paper : papers) {
        for (const std::string& value : paper.values[row]) {
            column.ordinals.push_back(static_cast<std::uint32_t>(column.values.size()));
            column.values.push_back(value);
        }
        column.first.push_back(static_cast<std::uint32_t>(column.ordinals.size()));
    }
    source.set_column(row, std::move(column));
}

}  // namespace

postings::MemorySource source_of(const std::vector<Paper>& papers, const Schema& schema,
                                 text::Analyzer& analyzer) {
    std::size_t text_fields = 0;
    for (const Field& field : schema.fields()) text_fields += field.kind == FieldKind::text ? 1 : 0;
    postings::MemorySource source(text_fields);
    for (const Paper& paper : papers) {
        std::vector<std::uint32_t> lengths;
        for (const auto& words : paper.text) {
            lengths.push_back(static_cast<std::uint32_t>(words.size()));
        }
        source.add_document(lengths);
        for (std::size_t field = 0; field < text_fields; ++field) {
            add_text(paper.text[field], field, source);
        }
        for (std::size_t row = 0; row < paper.values.size(); ++row) {
            const FieldKind kind = schema.fields()[row].kind;
            if (kind == FieldKind::keyword) {
                add_keywords(paper.values[row], row, analyzer, source);
                continue;
            }
            for (const std::string& value : paper.values[row]) {
                add_value(value, kind, row, source);
            }
        }
    }
    for (std::size_t row = 0; row < schema.fields().size(); ++row) {
        if (schema.fields()[row].kind != FieldKind::text) add_column(papers, row, source);
    }
    return source;
}

search::Ranking search_papers(const search::Plan& plan, const Schema& schema,
                              postings::Source& source, const RankingModel& model,
                              std::size_t limit, bool pruning) {
    std::vector<double> weights;
    for (const Field& field : schema.fields()) {
        if (field.kind == FieldKind::text) weights.push_back(field.weight);
    }
    search::Request request;
    request.limit = limit;
    request.pruning = pruning;
    request.any_concept = plan.any_clause;
    for (const search::PlannedClause& clause : plan.clauses) {
        if (clause.role != search::PlannedClause::Role::scored) continue;
        auto matcher = make_matcher(clause.expression, source);
        auto scorer =
            model.model().scorer({source.document_count(), source.total_lengths(), weights},
                                 {matcher->document_frequency, matcher->collection_frequency,
                                  clause.text_field ? static_cast<int>(*clause.text_field) : -1});
        request.concepts.push_back({std::move(matcher), std::move(scorer), clause.weight});
    }
    for (const search::Condition& condition : plan.filters) {
        request.filters.push_back(make_matcher(condition.expression, source));
    }
    for (const search::Condition& condition : plan.exclusions) {
        request.exclusions.push_back(make_matcher(condition.expression, source));
    }
    // A query that says nothing finds nothing.
    if (plan.clauses.empty() && plan.filters.empty() && plan.exclusions.empty()) return {};
    return evaluate(source, std::move(request));
}

}  // namespace quire::test
