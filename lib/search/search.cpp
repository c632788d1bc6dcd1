#include "search/search.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>
#include <string>
#include <utility>

#include "base/deadline.hpp"
#include "quire/error.hpp"
#include "ranking/model.hpp"
#include "ranking/stage.hpp"
#include "search/draft.hpp"
#include "search/highlight.hpp"
#include "search/nearest_id.hpp"
#include "search/readings.hpp"
#include "search/similar.hpp"
#include "search/slips.hpp"
#include "search/spelling.hpp"

namespace quire::search {
namespace {

using Role = PlannedClause::Role;
using postings::DocumentNumber;

/// How long after the deadline what was found may be arranged and shown. With what lies between two
/// looks at the clock an answer comes within 50 ms.
constexpr std::chrono::milliseconds grace{25};

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

/// Has the concepts that a condition is of be required, if it is just that: so that their postings
/// are walked once. Says whether it is.
bool require(const Expression& condition, const std::vector<const Expression*>& scored,
             Request& request) {
    const bool all = condition.kind == Expression::Kind::all;
    const std::span<const Expression> parts =
        all ? std::span(condition.parts) : std::span(&condition, 1);
    std::vector<ScoredConcept*> found;
    for (const Expression& part : parts) {
        const auto same = std::find_if(scored.begin(), scored.end(),
                                       [&](const Expression* other) { return *other == part; });
        if (same == scored.end()) return false;
        ScoredConcept& given = request.concepts[static_cast<std::size_t>(same - scored.begin())];
        if (!given.matcher->exact) return false;
        found.push_back(&given);
    }
    for (ScoredConcept* given : found) given->required = true;
    return true;
}

}  // namespace

Search::Search(index::Reader& reader, const query::Syntax& syntax, const SearchOptions& options)
    : reader_(reader),
      syntax_(syntax),
      options_(options),
      weights_(field_weights(reader.schema(), options)),
      collection_{reader.source().document_count(), reader.source().total_lengths(), weights_},
      plan_(make_plan(syntax, reader.schema(), reader.analyzers(), reader.languages(),
                      reader.source(), {options.compounds, options.all_words, &options.synonyms})) {
    add_similar();
    read_star();
    add_words_of_compounds(plan_);
    for (const ranking::Stage& stage : options.model.stages()) {
        Draft draft{plan_, reader_, [this](std::size_t limit) {
                        Ranking ranking = evaluate(reader_.source(), request(limit));
                        // Words of other documents would make other scores.
                        if (ranking.timed_out) throw TimeUp();
                        return std::move(ranking.documents);
                    }};
        stage.row->apply(draft, stage.values);
    }
    add_slips(syntax, reader, plan_.diagnostics);
}

bool Search::needs_all() const {
    return !options_.sort.empty() || !options_.collapse.empty() || !options_.facets.empty();
}

bool Search::says_nothing() const {
    return plan_.clauses.empty() && plan_.filters.empty() && plan_.exclusions.empty();
}

/// A star alone is every document: to count their values, or to sort them.
void Search::read_star() {
    const std::vector<query::Node>& parts = syntax_.root.parts;
    const bool star = parts.size() == 1 && parts.front().kind == query::Node::Kind::word &&
                      parts.front().text == "*" && parts.front().field.empty() &&
                      parts.front().demand != query::Demand::excluded;
    if (!star) return;
    Condition every;
    every.expression.kind = Expression::Kind::none;  // Without parts, of which one could hold.
    every.span = {parts.front().offset, parts.front().length};
    plan_.filters.push_back(std::move(every));
    plan_.diagnostics.clear();
}

/// The words of the documents that others are to be like rank as those of the query do.
void Search::add_similar() {
    if (options_.similar_ids.empty() && options_.similar_text.empty()) {
        if (syntax_.root.parts.empty() && syntax_.diagnostics.empty()) {
            plan_.diagnostics.push_back(
                {0, 0, "the query is empty", "write * for all papers", Diagnostic::Severity::note});
        }
        return;
    }
    SimilarWords words(reader_.schema(), reader_.analyzers(), reader_.source());
    for (const std::string& id : options_.similar_ids) {
        const auto number = reader_.find(id);
        if (!number) {
            const auto nearest = nearest_id(id, reader_);
            throw Error(ErrorCode::not_found, "no document has the id \"" + id + "\"",
                        nearest ? "Did you mean " + *nearest + "?"
                                : "Ids are matched whole, in upper and lower case as they were "
                                  "indexed.");
        }
        words.add(reader_.fetch(*number));
        Condition itself;
        itself.expression.kind = Expression::Kind::value;
        itself.expression.term = id;
        plan_.exclusions.push_back(std::move(itself));
    }
    words.add(options_.similar_text);
    for (PlannedClause& clause : words.clauses()) plan_.clauses.push_back(std::move(clause));
}

std::unique_ptr<ranking::Scorer> Search::scorer(const PlannedClause& clause,
                                                const Matcher& matcher) const {
    return options_.model.model().scorer(
        collection_, {matcher.document_frequency, matcher.collection_frequency,
                      clause.text_field ? static_cast<int>(*clause.text_field) : -1});
}

Request Search::request(std::size_t limit) {
    Request request;
    request.limit = limit;
    request.pruning = options_.pruning;
    request.exact_total = options_.exact_total;
    request.any_concept = plan_.any_clause;
    std::vector<const Expression*> scored;
    std::vector<std::unique_ptr<Matcher>> made = std::exchange(matchers_, {});
    made.resize(plan_.clauses.size());
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
        const PlannedClause& clause = plan_.clauses[i];
        if (clause.role != Role::scored) continue;
        auto matcher =
            made[i] ? std::move(made[i]) : make_matcher(clause.expression, reader_.source());
        auto with = scorer(clause, *matcher);
        request.concepts.push_back({std::move(matcher), std::move(with), clause.weight});
        scored.push_back(&clause.expression);
    }
    for (const Condition& condition : plan_.filters) {
        if (require(condition.expression, scored, request)) continue;
        request.filters.push_back(make_matcher(condition.expression, reader_.source()));
    }
    for (const Condition& condition : plan_.exclusions) {
        request.exclusions.push_back(make_matcher(condition.expression, reader_.source()));
    }
    return request;
}

std::uint64_t Search::count() {
    if (says_nothing()) return 0;
    Request all = request(0);
    all.exact_total = true;
    const Ranking ranking = evaluate(reader_.source(), std::move(all));
    if (ranking.timed_out) throw TimeUp();
    return ranking.total;
}

std::vector<Concept> Search::concepts() {
    std::vector<Concept> concepts;
    matchers_.clear();
    for (const PlannedClause& clause : plan_.clauses) {
        const bool scored = clause.role == Role::scored;
        matchers_.push_back(make_matcher(clause.expression, reader_.source()));
        concepts.push_back({clause.span, clause.field_name, clause.role == Role::filter,
                            clause.role == Role::exclusion, clause.required,
                            scored ? clause.weight : 0, to_string(clause.expression),
                            matchers_.back()->document_frequency});
    }
    return concepts;
}

/// Counts the documents of each part, unless too many are to be looked at: reading their positions
/// or texts takes its time.
void Search::count(std::vector<Concept>& concepts) const {
    constexpr std::uint64_t cost_of_match = 20;
    std::uint64_t cost_left = 400'000;
    Pace pace;
    for (std::size_t i = 0; i < concepts.size(); ++i) {
        const Expression& expression = plan_.clauses[i].expression;
        if ((expression.kind == Expression::Kind::term && !expression.field) ||
            expression.kind == Expression::Kind::value) {
            concepts[i].documents = concepts[i].document_frequency;
            continue;
        }
        const auto matcher = make_matcher(expression, reader_.source());
        const std::uint64_t cost =
            matcher->document_frequency * (matcher->exact ? 1 : cost_of_match);
        if (cost > cost_left) continue;
        cost_left -= cost;
        std::uint64_t documents = 0;
        while (matcher->document() != postings::no_document) {
            pace.step();
            if (matcher->matches()) ++documents;
            matcher->seek(matcher->document() + 1);
        }
        concepts[i].documents = documents;
    }
}

std::optional<RankedDocument> Search::after() const {
    if (options_.after.empty()) return std::nullopt;
    Place place = parse_place(options_.after);
    // A rebuild numbers documents anew; if this one is gone, its old number is as good as any.
    if (const auto number = reader_.find(place.id)) place.document.document = *number;
    return place.document;
}

std::vector<RankedDocument> Search::page(SearchResults& results,
                                         std::vector<std::uint64_t>& groups) {
    if (needs_all()) return arranged(results, groups);
    Request wanted =
        request(options_.offset + std::min(options_.limit, SIZE_MAX - options_.offset));
    wanted.after = after();
    if (wanted.after) wanted.limit = options_.limit;
    std::vector<RankedDocument> documents = ranked(std::move(wanted), results);
    const std::size_t passed =
        options_.after.empty() ? std::min(options_.offset, documents.size()) : 0;
    documents.erase(documents.begin(), documents.begin() + static_cast<std::ptrdiff_t>(passed));
    groups.assign(documents.size(), 1);
    return documents;
}

/// The documents that are wanted, or those of them that are found in time.
std::vector<RankedDocument> Search::ranked(Request request, SearchResults& results) {
    Ranking ranking = evaluate(reader_.source(), std::move(request));
    results.total = ranking.total;
    results.total_kind = ranking.total_exact ? TotalKind::exact : TotalKind::lower_bound;
    results.timed_out = ranking.timed_out;
    if (options_.deadline < Deadline::Time::max() - grace) {
        grace_.emplace(options_.deadline + grace);
    }
    return std::move(ranking.documents);
}

std::vector<RankedDocument> Search::arranged(SearchResults& results,
                                             std::vector<std::uint64_t>& groups) {
    postings::Source& source = reader_.source();
    const Order order(options_.sort, reader_);
    Request all = request(source.document_count());
    all.exact_total = true;
    std::vector<RankedDocument> documents = ranked(std::move(all), results);
    for (const FacetRequest& facet : options_.facets) {
        results.facets.push_back(count_values(documents, facet, reader_.schema(), source));
    }
    order.sort(documents);
    groups.assign(documents.size(), 1);
    if (!options_.collapse.empty()) {
        groups = keep_first_of_each(documents, options_.collapse, reader_.schema(), source);
    }
    std::size_t first = std::min(options_.offset, documents.size());
    if (const auto place = after()) {
        first = static_cast<std::size_t>(std::find_if(documents.begin(), documents.end(),
                                                      [&](const RankedDocument& document) {
                                                          return order.before(*place, document);
                                                      }) -
                                         documents.begin());
    }
    const std::size_t last = first + std::min(options_.limit, documents.size() - first);
    groups = {groups.begin() + static_cast<std::ptrdiff_t>(first),
              groups.begin() + static_cast<std::ptrdiff_t>(last)};
    return {documents.begin() + static_cast<std::ptrdiff_t>(first),
            documents.begin() + static_cast<std::ptrdiff_t>(last)};
}

void Search::require_fields() const {
    for (const std::string& name : options_.fields) {
        if (name == "id") continue;
        const Field* const field = reader_.schema().find(name);
        if (field == nullptr || field->name != name || !field->stored) {
            throw Error(ErrorCode::invalid_argument,
                        "the hits cannot come with the field \"" + name +
                            "\": there is none, or it is not stored",
                        "Ask for stored fields of the index's schema.");
        }
    }
}

bool Search::heads_suffice() const {
    if (options_.highlights || options_.fields.empty()) return false;  // These need the language.
    const auto& fields = reader_.schema().fields();
    const auto first = std::find_if(fields.begin(), fields.end(), [](const Field& field) {
        return field.kind == FieldKind::text;
    });
    return std::all_of(
        options_.fields.begin(), options_.fields.end(),
        [&](const std::string& name) { return name == "id" || name == first->name; });
}

void Search::leave_wanted_fields(Document& document) const {
    if (options_.fields.empty()) return;
    Document left;
    left.id = document.id;
    for (const std::string& name : options_.fields) {
        if (name == "id") continue;
        if (auto value = document.value(name)) left.set(name, std::move(*value));
    }
    document = std::move(left);
}

SearchResults Search::results() {
    require_fields();
    SearchResults results;
    results.generation = reader_.generation();
    results.revision = reader_.revision();
    results.diagnostics = plan_.diagnostics;
    results.concepts = concepts();
    try {
        if (!says_nothing()) {  // A query that says nothing finds nothing.
            std::vector<std::uint64_t> groups;
            const std::vector<RankedDocument> documents = page(results, groups);
            add_hits(documents, groups, results);
            // A page that is not full is the last one.
            if (!results.timed_out && !documents.empty() && documents.size() == options_.limit) {
                results.next = to_string(Place{documents.back(), results.hits.back().document.id});
            }
        }
        if (options_.count_concepts) count(results.concepts);
        if (options_.spelling) {
            results.corrections =
                corrections(syntax_, reader_.schema(),
                            query_analyzers(syntax_, reader_.schema(), reader_.analyzers(),
                                            reader_.languages()),
                            reader_.source());
        }
    } catch (const TimeUp&) {
        results.timed_out = true;
    }
    if (results.timed_out) {
        results.total_kind = TotalKind::lower_bound;
        results.next.clear();
    }
    return results;
}

void Search::add_hits(const std::vector<RankedDocument>& documents,
                      const std::vector<std::uint64_t>& groups, SearchResults& results) {
    std::vector<HighlightedClause> highlighted;
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
        if (plan_.clauses[i].role != Role::scored) continue;
        const double rarity =
            std::log1p(static_cast<double>(collection_.documents) /
                       (1.0 + static_cast<double>(results.concepts[i].document_frequency)));
        highlighted.push_back({&plan_.clauses[i], rarity});
    }
    Highlighter highlighter(reader_.schema(), reader_.analyzers(), std::move(highlighted));
    const bool heads = heads_suffice();
    for (std::size_t i = 0; i < documents.size(); ++i) {
        check_deadline();
        Hit hit;
        std::optional<Document> head;
        if (heads) head = reader_.head(documents[i].document);
        hit.document = head ? std::move(*head) : reader_.fetch(documents[i].document);
        hit.score = documents[i].score;
        hit.group = groups[i];
        if (options_.highlights) highlighter.highlight(hit, options_.snippet_bytes);
        leave_wanted_fields(hit.document);
        if (options_.explain) hit.explanation = explain(documents[i].document);
        results.hits.push_back(std::move(hit));
    }
}

Explanation Search::explain(DocumentNumber document) const {
    postings::Source& source = reader_.source();
    Explanation explanation;
    std::vector<std::uint32_t> frequencies(weights_.size());
    const std::vector<std::uint32_t> lengths(source.lengths(document).begin(),
                                             source.lengths(document).end());
    for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
        const PlannedClause& clause = plan_.clauses[i];
        if (clause.role != Role::scored) continue;
        const auto matcher = make_matcher(clause.expression, source);
        const auto with = scorer(clause, *matcher);
        matcher->seek(document);
        if (matcher->document() != document || !matcher->matches()) continue;
        matcher->frequencies(frequencies);
        ConceptScore score;
        score.part = i;
        score.document_frequency = matcher->document_frequency;
        score.collection_frequency = matcher->collection_frequency;
        score.weight = clause.weight;
        score.contribution = clause.weight * with->score(frequencies, lengths);
        std::size_t text_field = 0;
        for (const Field& field : reader_.schema().fields()) {
            if (field.kind != FieldKind::text) continue;
            if (frequencies[text_field] > 0) {
                score.fields.push_back({field.name, frequencies[text_field], lengths[text_field]});
            }
            ++text_field;
        }
        explanation.score += score.contribution;
        explanation.concepts.push_back(std::move(score));
    }
    return explanation;
}

bool Search::meets(const Condition& condition, DocumentNumber document) const {
    const auto matcher = make_matcher(condition.expression, reader_.source());
    matcher->seek(document);
    return matcher->document() == document && matcher->matches();
}

std::optional<Standing> Search::why(std::string_view id) {
    constexpr std::size_t most_better = 3;
    const auto number = reader_.find(id);
    if (!number) return std::nullopt;
    Standing standing;
    standing.concepts = concepts();
    standing.explanation = explain(*number);
    bool met = !says_nothing();
    const auto judge = [&](const std::vector<Condition>& conditions, bool excluded) {
        for (const Condition& condition : conditions) {
            const bool holds = meets(condition, *number);
            standing.conditions.push_back(
                {condition.span, to_string(condition.expression), excluded, holds != excluded});
            met = met && holds != excluded;
        }
    };
    judge(plan_.filters, false);
    judge(plan_.exclusions, true);
    const bool ranks = std::any_of(plan_.clauses.begin(), plan_.clauses.end(),
                                   [](const auto& c) { return c.role == Role::scored; });
    standing.found = met && (!plan_.any_clause || !ranks || !standing.explanation.concepts.empty());
    if (says_nothing()) return standing;

    Request all = request(reader_.source().document_count());
    all.exact_total = true;
    Ranking ranking = evaluate(reader_.source(), std::move(all));
    std::vector<RankedDocument>& documents = ranking.documents;
    standing.total = documents.size();
    standing.timed_out = ranking.timed_out;
    if (standing.timed_out) return standing;
    Order(options_.sort, reader_).sort(documents);
    const auto place = std::find_if(documents.begin(), documents.end(),
                                    [&](const auto& d) { return d.document == *number; });
    if (place == documents.end()) return standing;
    standing.rank = static_cast<std::uint64_t>(place - documents.begin()) + 1;
    const auto above = std::min<std::ptrdiff_t>(place - documents.begin(), most_better);
    for (auto better = place - above; better != place; ++better) {
        Hit hit;
        hit.document = reader_.fetch(better->document);
        hit.score = better->score;
        hit.explanation = explain(better->document);
        standing.better.push_back(std::move(hit));
    }
    return standing;
}

SearchResults search(index::Reader& reader, const query::Syntax& syntax,
                     const SearchOptions& options) {
    const Deadline deadline(options.deadline);
    try {
        check_deadline();
        return Search(reader, syntax, options).results();
    } catch (const TimeUp&) {
        SearchResults nothing;
        nothing.generation = reader.generation();
        nothing.revision = reader.revision();
        nothing.diagnostics = syntax.diagnostics;
        nothing.total_kind = TotalKind::lower_bound;
        nothing.timed_out = true;
        return nothing;
    }
}

std::optional<Standing> why(index::Reader& reader, const query::Syntax& syntax, std::string_view id,
                            const SearchOptions& options) {
    const Deadline deadline(options.deadline);
    try {
        check_deadline();
        return Search(reader, syntax, options).why(id);
    } catch (const TimeUp&) {
        Standing nothing;
        nothing.timed_out = true;
        return nothing;
    }
}

}  // namespace quire::search
