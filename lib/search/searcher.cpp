#include "quire/searcher.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

#include "index/reader.hpp"
#include "quire/error.hpp"
#include "ranking/model.hpp"
#include "search/evaluator.hpp"
#include "search/highlight.hpp"
#include "search/plan.hpp"
#include "text/analyzer.hpp"

namespace quire {
namespace {

using search::PlannedClause;
using Role = PlannedClause::Role;

/// The weights of the text fields: the schema's, or the search's own.
std::vector<double> field_weights(const Schema& schema, const SearchOptions& options) {
    for (const auto& [name, weight] : options.field_weights) {
        const Field* field = schema.find(name);
        if (field == nullptr || field->name != name || field->kind != FieldKind::text) {
            throw Error(ErrorCode::invalid_argument,
                        "a weight is given for \"" + name + "\", which is no text field",
                        "Give weights to text fields of the index's schema.");
        }
        if (!(weight >= 0) || !std::isfinite(weight)) {
            throw Error(ErrorCode::invalid_argument,
                        "the weight of field \"" + name + "\" is not a number from 0 on");
        }
    }
    std::vector<double> weights;
    for (const Field& field : schema.fields()) {
        if (field.kind != FieldKind::text) continue;
        const auto own = options.field_weights.find(field.name);
        weights.push_back(own == options.field_weights.end() ? field.weight : own->second);
    }
    return weights;
}

SearchResults search_in(index::Reader& reader, const Query& query, const SearchOptions& options) {
    postings::Source& source = reader.source();
    const std::vector<double> weights = field_weights(reader.schema(), options);
    const ranking::CollectionStatistics collection{source.document_count(), source.total_lengths(),
                                                   weights};
    search::Plan plan = search::make_plan(query.syntax(), reader.schema(), reader.analyzers(),
                                          reader.languages(), source, options.compounds);
    SearchResults results;
    results.generation = reader.generation();
    results.revision = reader.revision();
    results.diagnostics = std::move(plan.diagnostics);

    search::Request request;
    request.limit = options.offset + std::min(options.limit, SIZE_MAX - options.offset);
    request.pruning = options.pruning;
    request.exact_total = options.exact_total;
    std::vector<search::HighlightedClause> highlighted;
    for (const PlannedClause& clause : plan.clauses) {
        auto matcher = search::make_matcher(clause.expression, source);
        results.concepts.push_back({clause.span, clause.field_name, clause.role == Role::filter,
                                    clause.role == Role::exclusion, to_string(clause.expression),
                                    matcher->document_frequency});
        switch (clause.role) {
            case Role::filter:
                request.filters.push_back(std::move(matcher));
                break;
            case Role::exclusion:
                request.exclusions.push_back(std::move(matcher));
                break;
            case Role::scored: {
                const ranking::ConceptStatistics statistics{
                    matcher->document_frequency, matcher->collection_frequency,
                    clause.text_field ? static_cast<int>(*clause.text_field) : -1};
                auto scorer = options.model.model().scorer(collection, statistics);
                const double rarity =
                    std::log1p(static_cast<double>(collection.documents) /
                               (1.0 + static_cast<double>(statistics.document_frequency)));
                highlighted.push_back({&clause, rarity});
                request.concepts.push_back(
                    {std::move(matcher), std::move(scorer), static_cast<double>(clause.count)});
                break;
            }
        }
    }
    if (plan.clauses.empty()) return results;  // A query that says nothing finds nothing.

    const search::Ranking ranking = evaluate(source, std::move(request));
    results.total = ranking.total;
    results.total_kind = ranking.total_exact ? TotalKind::exact : TotalKind::lower_bound;
    search::Highlighter highlighter(reader.schema(), reader.analyzers(), std::move(highlighted));
    for (std::size_t i = options.offset; i < ranking.documents.size(); ++i) {
        Hit hit;
        hit.document = reader.fetch(ranking.documents[i].document);
        hit.score = ranking.documents[i].score;
        highlighter.highlight(hit, options.snippet_bytes);
        results.hits.push_back(std::move(hit));
    }
    return results;
}

}  // namespace

struct Searcher::State {
    explicit State(const std::filesystem::path& path) : readers(path) {}
    index::ReaderPool readers;
};

Searcher::Searcher(const std::filesystem::path& path) : state_(std::make_unique<State>(path)) {}
Searcher::Searcher(Searcher&&) noexcept = default;
Searcher& Searcher::operator=(Searcher&&) noexcept = default;
Searcher::~Searcher() = default;

SearchResults Searcher::search(const Query& query, const SearchOptions& options) const {
    SearchResults results;
    state_->readers.run(
        [&](index::Reader& reader) { results = search_in(reader, query, options); });
    return results;
}

std::optional<Document> Searcher::find(std::string_view id) const {
    std::optional<Document> found;
    state_->readers.run([&](index::Reader& reader) {
        found.reset();
        if (const auto number = reader.find(id)) found = reader.fetch(*number);
    });
    return found;
}

std::vector<FieldValue> Searcher::values(std::string_view field, std::string_view prefix,
                                         std::size_t limit) const {
    const std::string folded = text::fold(prefix);
    std::vector<FieldValue> found;
    state_->readers.run([&](index::Reader& reader) {
        const Field* row = reader.schema().find(field);
        if (row == nullptr) {
            throw Error(ErrorCode::not_found,
                        "the index has no field \"" + std::string(field) + "\"");
        }
        if (row->kind != FieldKind::keyword) {
            throw Error(ErrorCode::invalid_argument, "the field \"" + row->name +
                                                         "\" is no keyword field, but one of " +
                                                         std::string(name(row->kind)));
        }
        const auto number = static_cast<std::size_t>(row - reader.schema().fields().data());
        found = reader.values(number, folded, limit);
    });
    return found;
}

IndexInfo Searcher::info() const {
    IndexInfo info;
    state_->readers.run([&](index::Reader& reader) { info = reader.info(); });
    return info;
}

}  // namespace quire
