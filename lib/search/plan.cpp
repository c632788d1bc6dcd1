#include "search/plan.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "schema/fields.hpp"
#include "search/clauses.hpp"
#include "search/filters.hpp"
#include "search/parts.hpp"
#include "search/readings.hpp"
#include "search/text_leaves.hpp"
#include "search/unknown_field.hpp"

namespace quire::search {
namespace {

using Role = PlannedClause::Role;
using query::Demand;
using query::Node;

/// Ranges and wildcards that look at all values of a field.
constexpr std::size_t most_value_walks = 64;

/// What parts words that do not stand side by side.
constexpr std::size_t far = 1000;

/// What holds for a node because of those above it.
struct Context {
    const Field* field = nullptr;  ///< Null for all text fields.
    bool id = false;
    double weight = 1;
    bool excluded = false;
};

Span span_of(const Node& node) {
    return {node.offset, node.length};
}

class Planner {
public:
    /// Reads one query.
    Planner(const query::Syntax& syntax, const Schema& schema, Readings readings,
            text::Analyzer& own, postings::Source& source, const PlanOptions& options)
        : schema_(schema),
          own_(own),
          source_(source),
          all_(options.all),
          clauses_(plan_, source),
          leaves_(syntax.root, schema, std::move(readings), source, options.synonyms,
                  plan_.diagnostics) {
        plan_.diagnostics = syntax.diagnostics;
        take(read_parts(syntax.root, {}));
        clauses_.drop_stop_words();
    }

    Planner(const Planner&) = delete;
    Planner& operator=(const Planner&) = delete;

    Plan take_plan() { return std::move(plan_); }

private:
    /// The parts of the whole query, each as a condition of its own.
    void take(std::vector<Part> parts) {
        drop_stop_words(parts);
        std::vector<Part> optional;
        bool ranked = false;
        for (Part& part : each_once(std::move(parts))) {
            if (part.demand == Demand::excluded) {
                plan_.exclusions.push_back({std::move(part.condition), part.span, part.clause});
            } else if (part.demand == Demand::required || !part.words || all_) {
                ranked = ranked || part.words;
                if (part.clause) plan_.clauses[*part.clause].required = part.words;
                plan_.filters.push_back({std::move(part.condition), part.span, part.clause});
            } else {
                optional.push_back(std::move(part));
            }
        }
        plan_.any_clause = !ranked;
        const bool simple = std::all_of(optional.begin(), optional.end(),
                                        [](const Part& part) { return part.clause.has_value(); });
        if (!ranked && !simple) {
            plan_.any_clause = false;
            Span span = optional.front().span;
            span.length = optional.back().span.offset + optional.back().span.length - span.offset;
            plan_.filters.push_back({any_of(conditions_of(std::move(optional))), span, {}});
        }
    }

    /// Each part of a list; what stands beside others without a sign counts there.
    std::vector<Part> read_parts(const Node& list, const Context& context) {
        std::vector<Part> parts;
        for (const Node& node : list.parts) {
            for (Part& part : read(node, context)) parts.push_back(std::move(part));
        }
        return parts;
    }

    /// A node as the parts that it adds to the list it stands in.
    std::vector<Part> read(const Node& node, Context context) {
        context.weight *= node.boost;
        if (node.demand == Demand::excluded) context.excluded = true;
        if (!node.field.empty()) {
            context.id = node.field == "id";
            context.field = context.id ? nullptr : find_field(node.field, schema_);
            if (context.field == nullptr && !context.id) return read_unknown_field(node, context);
        }
        std::vector<Part> parts = read_in_field(node, context);
        if (node.kind != Node::Kind::word) position_ += far;
        for (Part& part : parts) {
            if (node.demand != Demand::none) part.demand = node.demand;
            if (node.demand != Demand::required) continue;
            part.stop_word = false;
            if (part.clause) clauses_.keep(*part.clause);
        }
        return parts;
    }

    std::vector<Part> read_in_field(const Node& node, const Context& context) {
        // Before and behind it nothing stands side by side.
        if (node.kind != Node::Kind::word) position_ += far;
        switch (node.kind) {
            case Node::Kind::word:
            case Node::Kind::phrase:
            case Node::Kind::range:
                return read_leaf(node, context);
            case Node::Kind::list:
                return read_list(node, context);
            case Node::Kind::all:
            case Node::Kind::any:
                break;
            case Node::Kind::near:
                if (auto near = read_near(node, context)) return std::move(*near);
                break;
        }
        std::vector<Part> operands;
        for (const Node& operand : node.parts) {
            std::vector<Part> parts = read(operand, context);
            if (parts.empty()) continue;  // It was reported.
            if (parts.size() == 1) {
                operands.push_back(std::move(parts.front()));
                continue;
            }
            // Words in brackets, or several that were typed as one.
            operands.push_back(together(std::move(parts), operand.kind != Node::Kind::list));
        }
        if (operands.empty()) return {};
        Part whole;
        whole.span = span_of(node);
        whole.words = any_words(operands);
        std::vector<Expression> conditions = conditions_of(std::move(operands));
        whole.condition = node.kind == Node::Kind::any ? any_of(std::move(conditions))
                                                       : all_of(std::move(conditions));
        std::vector<Part> parts;
        parts.push_back(std::move(whole));
        return parts;
    }

    /// Values side by side are alternatives: few papers have two years, and none is meant to.
    std::vector<Part> read_in_brackets(const Node& node, const Context& context) {
        const bool values =
            context.id || (context.field != nullptr && context.field->kind != FieldKind::text);
        if (!values) return read_parts(node, context);
        std::vector<Part> parts;
        std::vector<Part> alternatives;
        for (const Node& one : node.parts) {
            for (Part& part : read(one, context)) {
                const bool value = one.field.empty() && part.demand == Demand::none && !part.words;
                (value ? alternatives : parts).push_back(std::move(part));
            }
        }
        if (alternatives.size() == 1) parts.push_back(std::move(alternatives.front()));
        if (alternatives.size() > 1) {
            Part one_of;
            one_of.span = span_of(node);
            one_of.condition = any_of(conditions_of(std::move(alternatives)));
            parts.push_back(std::move(one_of));
        }
        return parts;
    }

    /// What stands in brackets: the parts themselves where that means the same.
    std::vector<Part> read_list(const Node& node, const Context& context) {
        std::vector<Part> parts = read_in_brackets(node, context);
        const bool loose = node.demand == Demand::none &&
                           std::all_of(parts.begin(), parts.end(), [](const Part& part) {
                               return part.demand == Demand::none && part.words;
                           });
        const bool single = parts.size() == 1 &&
                            (node.demand == Demand::none || parts.front().demand == Demand::none);
        if (loose || single || parts.empty()) return parts;
        Part whole = together(std::move(parts), false);
        whole.span = span_of(node);
        parts.clear();
        parts.push_back(std::move(whole));
        return parts;
    }

    std::vector<Part> read_leaf(const Node& node, const Context& context) {
        if (clauses_.full(span_of(node))) return {};
        if (context.id) {
            Expression expression;
            expression.kind = Expression::Kind::value;
            expression.term = node.text;
            return filter_of(node, context, "id", std::move(expression));
        }
        if (context.field != nullptr && context.field->kind != FieldKind::text) {
            if (too_many_values(node)) return {};
            Filter filter =
                read_filter(node, *context.field, row_of(*context.field, schema_), own_, source_);
            if (!filter.problem.empty()) {
                report(node, filter.problem, std::move(filter.suggestion));
            }
            if (!filter.expression) return {};
            if (filter.empty_range) {
                report(node, "the range ends before it begins", filter.suggestion,
                       Diagnostic::Severity::note);
            } else if (filter.expression->kind == Expression::Kind::values &&
                       filter.expression->words.empty()) {
                report(node, "no value of the field is like this", {}, Diagnostic::Severity::note);
            }
            return filter_of(node, context, context.field->name, std::move(*filter.expression));
        }
        if (node.kind == Node::Kind::range) {
            report(node, "ranges are for numbers and dates; left out", {});
            return {};
        }
        if (context.field != nullptr && !node.field.empty() && is_star(node)) {
            Expression some;
            some.kind = Expression::Kind::some_word;
            some.field = text_field_of(*context.field, schema_);
            return filter_of(node, context, context.field->name, std::move(some));
        }
        return read_text(node, context);
    }

    std::vector<Part> filter_of(const Node& node, const Context& context,
                                std::string_view field_name, Expression expression) {
        PlannedClause clause;
        clause.role = context.excluded ? Role::exclusion : Role::filter;
        clause.field_name = field_name;
        clause.expression = std::move(expression);
        clause.span = span_of(node);
        return clauses_.add(std::move(clause), false, false);
    }

    /// Whether the node wants to see all values of a field, as too many did before; says so.
    bool too_many_values(const Node& node) {
        const bool walks =
            node.kind == Node::Kind::range || node.pattern || node.prefix || node.edits > 0;
        if (!walks || value_walks_++ < most_value_walks) return false;
        if (value_walks_ == most_value_walks + 1) {
            report(node,
                   "only the first " + std::to_string(most_value_walks) +
                       " ranges and wildcards of values are looked for",
                   {});
        }
        return true;
    }

    PlannedClause text_clause(const Context& context) const {
        PlannedClause clause;
        clause.role = context.excluded ? Role::exclusion : Role::scored;
        clause.weight = context.weight;
        if (context.field != nullptr) {
            clause.text_field = text_field_of(*context.field, schema_);
            clause.field_name = context.field->name;
        }
        return clause;
    }

    /// Words that were typed together but hang together by nothing ("red,green") stand alone; a
    /// phrase, and what is excluded, is one thing.
    std::vector<Part> read_text(const Node& node, const Context& context) {
        PlannedClause clause = text_clause(context);
        const bool whole = node.kind == Node::Kind::phrase || context.excluded || node.exact ||
                           node.pattern || node.edits > 0;
        std::vector<Part> parts;
        for (Reading& reading : leaves_.readings(node, whole)) {
            auto expression = leaves_.expression(node, reading, clause.text_field);
            if (!expression) continue;
            clause.expression = std::move(*expression);
            clause.span = whole
                              ? span_of(node)
                              : Span{node.text_offset + reading.begin, reading.end - reading.begin};
            const bool stop_word = !whole && reading.stop_word;
            for (Part& part : clauses_.add(clause, true, stop_word)) {
                if (!whole && part.clause) {
                    plan_.words.push_back({*part.clause, position_});
                    add_compound(*part.clause, reading, clause.text_field);
                }
                parts.push_back(std::move(part));
            }
            ++position_;
        }
        return parts;
    }

    void add_compound(std::size_t clause, const Reading& reading,
                      std::optional<std::size_t> field) {
        if (reading.longest() < 2) return;
        Compound compound{clause, {}};
        for (const std::vector<text::Token>& tokens : reading.tokens) {
            for (const text::Token& token : tokens) {
                if (token.stop_word || token.joint == text::Joint::overlap) continue;
                Expression word;
                word.term = token.term;
                word.field = field;
                if (std::ranges::find(compound.words, word) == compound.words.end()) {
                    compound.words.push_back(std::move(word));
                }
            }
        }
        plan_.compounds.push_back(std::move(compound));
    }

    /// One clause of words that stand near each other; nothing if it holds what has no place in a
    /// text: then it is read as AND.
    std::optional<std::vector<Part>> read_near(const Node& node, const Context& context) {
        PlannedClause clause = text_clause(context);
        const bool in_text =
            !context.id && (context.field == nullptr || context.field->kind == FieldKind::text);
        if (!in_text || !leaves_.has_place(node, clause.text_field)) {
            report(node, "NEAR joins words and phrases of one field; taken for AND", {});
            return std::nullopt;
        }
        std::vector<Part> parts;
        if (clauses_.full(span_of(node))) return parts;
        std::optional<Expression> expression = leaves_.placed(node, clause.text_field);
        if (!expression) return parts;
        clause.expression = std::move(*expression);
        clause.span = span_of(node);
        return clauses_.add(std::move(clause), true, false);
    }

    /// What stands before the colon may be no field but a word: then it is all words.
    std::vector<Part> read_unknown_field(const Node& node, Context context) {
        const std::string_view nearest = nearest_field(node.field, schema_);
        std::string suggestion;
        if (!nearest.empty()) {
            suggestion = "did you mean " + std::string(nearest) + ":?";
        } else if (!std::exchange(listed_fields_, true)) {
            suggestion = list_fields(schema_);  // Once a query is enough.
        }
        context.field = nullptr;
        context.id = false;
        const std::vector<Node> words = without_field(node, context.excluded);
        report(node,
               "no field is called \"" + node.field +
                   (words.empty() ? "\"; left out" : "\"; searched for as words"),
               suggestion);
        std::vector<Part> parts;
        for (const Node& word : words) {
            for (Part& part : read(word, context)) parts.push_back(std::move(part));
        }
        return parts;
    }

    void report(const Node& node, std::string message, std::string suggestion,
                Diagnostic::Severity severity = Diagnostic::Severity::problem) {
        plan_.diagnostics.push_back(
            {node.offset, node.length, std::move(message), std::move(suggestion), severity});
    }

    const Schema& schema_;
    text::Analyzer& own_;  ///< For values.
    postings::Source& source_;
    bool all_;
    Plan plan_;
    Clauses clauses_;
    TextLeaves leaves_;
    std::size_t position_ = 0;  ///< Of the next word in the query.
    std::size_t value_walks_ = 0;
    bool listed_fields_ = false;
};

}  // namespace

void add_words_of_compounds(Plan& plan) {
    constexpr double share = 0.5;
    const auto scored = std::ranges::count_if(
        plan.clauses, [](const PlannedClause& one) { return one.role == Role::scored; });
    if (plan.any_clause && scored < 2) return;
    for (const Compound& compound : plan.compounds) {
        for (const Expression& word : compound.words) {
            const PlannedClause& whole = plan.clauses[compound.clause];
            PlannedClause part;
            part.text_field = whole.text_field;
            part.field_name = whole.field_name;
            part.span = whole.span;
            part.expression = word;
            part.weight = share * whole.weight;
            part.added = true;
            add_weight(plan, std::move(part));
        }
    }
}

void add_weight(Plan& plan, PlannedClause clause) {
    const auto known = std::ranges::find_if(plan.clauses, [&](const PlannedClause& one) {
        return one.role == Role::scored && one.text_field == clause.text_field &&
               one.expression == clause.expression;
    });
    if (known != plan.clauses.end()) {
        known->weight += clause.weight;
    } else {
        plan.clauses.push_back(std::move(clause));
    }
}

Plan make_plan(const query::Syntax& syntax, const Schema& schema, text::Analyzers& analyzers,
               std::span<const std::string> languages, postings::Source& source,
               const PlanOptions& options) {
    Readings readings(source, options.compounds);
    for (text::Analyzer* analyzer : query_analyzers(syntax, schema, analyzers, languages)) {
        readings.add(*analyzer);
    }
    return Planner(syntax, schema, std::move(readings), analyzers.own(), source, options)
        .take_plan();
}

}  // namespace quire::search