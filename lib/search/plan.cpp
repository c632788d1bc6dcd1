#include "search/plan.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "query/printer.hpp"
#include "schema/fields.hpp"
#include "search/expansion.hpp"
#include "search/filters.hpp"
#include "search/reading_cost.hpp"
#include "search/readings.hpp"

namespace quire::search {
namespace {

using Role = PlannedClause::Role;
using query::Demand;
using query::Node;

/// What keeps the cost of any query within bounds. Titles and even abstracts that are pasted stay
/// far below.
constexpr std::size_t most_clauses = 1000;
constexpr std::size_t most_words = 5000;
constexpr std::size_t most_expanded_words = 64;
constexpr std::size_t most_expansions = 16;
constexpr std::size_t most_value_walks = 64;
/// Of places in documents, as `ReadingCost` counts them: some seconds. And so many for each document
/// of the index, so that a few phrases of the commonest words can be looked for in any.
constexpr std::uint64_t most_places = 1'000'000;
constexpr std::uint64_t most_places_of_document = 8;

/// What parts words that do not stand side by side.
constexpr std::size_t far = 1000;

/// What holds for a node because of those above it.
struct Context {
    const Field* field = nullptr;  ///< Null for all text fields.
    bool id = false;
    double weight = 1;
    bool excluded = false;
};

/// A part of a list as a condition on documents.
struct Part {
    Expression condition;
    Demand demand = Demand::none;
    bool words = false;      ///< Whether it holds words, and not only values.
    bool stop_word = false;  ///< Whether it says nothing by itself.
    Span span;
    std::optional<std::size_t> clause;  ///< If it is just that one.
};

Span span_of(const Node& node) {
    return {node.offset, node.length};
}

/// Those that are just a clause each once, however often the query says it.
std::vector<Part> each_once(std::vector<Part> parts) {
    std::set<std::pair<std::size_t, Demand>> seen;
    const auto again = [&](const Part& part) {
        return part.clause && !seen.insert({*part.clause, part.demand}).second;
    };
    parts.erase(std::remove_if(parts.begin(), parts.end(), again), parts.end());
    return parts;
}

std::vector<Expression> conditions_of(std::vector<Part> parts) {
    std::vector<Expression> conditions;
    for (Part& part : each_once(std::move(parts))) {
        Expression condition = std::move(part.condition);
        if (part.demand == Demand::excluded) condition = none_of({std::move(condition)});
        conditions.push_back(std::move(condition));
    }
    return conditions;
}

bool any_words(const std::vector<Part>& parts) {
    return std::any_of(parts.begin(), parts.end(), [](const Part& part) {
        return part.words && part.demand != Demand::excluded;
    });
}

/// Without the parts that say nothing, unless all do.
void drop_stop_words(std::vector<Part>& parts) {
    const auto says_nothing = [](const Part& part) {
        return part.stop_word && part.demand == Demand::none;
    };
    const auto says_something = [&](const Part& part) {
        return part.words && part.demand != Demand::excluded && !says_nothing(part);
    };
    if (!std::any_of(parts.begin(), parts.end(), says_something)) return;
    parts.erase(std::remove_if(parts.begin(), parts.end(), says_nothing), parts.end());
}

class Planner {
public:
    Planner(const Schema& schema, Readings readings, text::Analyzer& own, postings::Source& source,
            const PlanOptions& options)
        : schema_(schema),
          readings_(std::move(readings)),
          own_(own),
          source_(source),
          cost_(source),
          places_left_(most_places + most_places_of_document * source.document_count()),
          all_(options.all),
          synonyms_(options.synonyms) {}

    Plan plan(const query::Syntax& syntax) {
        plan_.diagnostics = syntax.diagnostics;
        root_ = &syntax.root;
        take(read_parts(syntax.root, {}));
        finish();
        return std::move(plan_);
    }

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
            if (part.clause) stop_word_[*part.clause] = false;
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

    /// What stands in brackets: the parts themselves where that means the same.
    std::vector<Part> read_list(const Node& node, const Context& context) {
        std::vector<Part> parts = read_parts(node, context);
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

    /// Parts that stand side by side as one condition.
    /// @param all whether those without a sign are required as well
    static Part together(std::vector<Part> parts, bool all) {
        drop_stop_words(parts);
        std::vector<Part> required;
        std::vector<Part> optional;
        Part whole;
        whole.words = any_words(parts);
        bool words_required = false;
        for (Part& part : parts) {
            if (part.demand == Demand::none && part.words && !all) {
                optional.push_back(std::move(part));
                continue;
            }
            const bool excluded = part.demand == Demand::excluded;
            words_required = words_required || (part.words && !excluded);
            required.push_back(std::move(part));
        }
        std::vector<Expression> conditions = conditions_of(std::move(required));
        if (!words_required && !optional.empty()) {
            conditions.push_back(any_of(conditions_of(std::move(optional))));
        }
        whole.condition = all_of(std::move(conditions));
        return whole;
    }

    std::vector<Part> read_leaf(const Node& node, const Context& context) {
        if (full(node)) return {};
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
            if (!filter.problem.empty()) report(node, filter.problem, filter.suggestion);
            if (!filter.expression) return {};
            return filter_of(node, context, context.field->name, std::move(*filter.expression));
        }
        if (node.kind == Node::Kind::range) {
            report(node, "ranges are for numbers and dates; left out", {});
            return {};
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
        return added(std::move(clause), false, false);
    }

    /// Whether there are clauses enough; says so.
    bool full(const Node& node) {
        if (plan_.clauses.size() < most_clauses) return false;
        if (!std::exchange(said_full_, true)) {
            report(node,
                   "only the first " + std::to_string(most_clauses) +
                       " different words, phrases and filters are searched for",
                   {});
        }
        return true;
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

    /// Whether to look for it takes too much time after what the query wants already; says so.
    bool too_many_places(const PlannedClause& clause) {
        const std::uint64_t cost = cost_.of(clause.expression);
        if (cost <= places_left_) {
            places_left_ -= cost;
            return false;
        }
        if (!std::exchange(said_places_, true)) {
            plan_.diagnostics.push_back(
                {clause.span.offset, clause.span.length,
                 "there are too many phrases and exact forms of common words; this one and others "
                 "that are as common are left out",
                 "ask for fewer, or for rarer words"});
        }
        return true;
    }

    /// The clause as a part of its list; nothing where it costs too much.
    /// @param words whether it is of words, and not a value
    std::vector<Part> added(PlannedClause clause, bool words, bool stop_word) {
        Part part;
        part.condition = clause.expression;
        part.words = words;
        part.stop_word = stop_word;
        part.span = clause.span;
        // What looks the same need not be: long groups are shown in part.
        std::vector<std::size_t>& alike =
            known_[{clause.role, clause.field_name, to_string(clause.expression)}];
        const auto same = std::find_if(alike.begin(), alike.end(), [&](std::size_t i) {
            return plan_.clauses[i].expression == clause.expression;
        });
        if (same == alike.end()) {
            if (too_many_places(clause)) return {};
            part.clause = plan_.clauses.size();
            alike.push_back(plan_.clauses.size());
            plan_.clauses.push_back(std::move(clause));
            stop_word_.push_back(stop_word);
        } else {
            part.clause = *same;
            plan_.clauses[*same].weight += clause.weight;
            stop_word_[*same] = stop_word_[*same] && stop_word;
        }
        std::vector<Part> parts;
        parts.push_back(std::move(part));
        return parts;
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
        for (Reading& reading : readings_of(node, whole)) {
            auto expression = expression_of(node, reading, clause.text_field);
            if (!expression) continue;
            clause.expression = std::move(*expression);
            clause.span = whole
                              ? span_of(node)
                              : Span{node.text_offset + reading.begin, reading.end - reading.begin};
            const bool stop_word = !whole && reading.stop_word;
            for (Part& part : added(clause, true, stop_word)) {
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

    /// The words of a leaf; reports if there are none.
    std::vector<Reading> readings_of(const Node& node, bool whole) {
        std::vector<Reading> readings;
        if (node.pattern) {
            // What stands between wildcards is no word, but it counts as one.
            readings.resize(1);
            readings.front().end = node.text.size();
            readings.front().tokens = {{{}}};
        } else {
            readings = readings_.of(node.text, whole);
            if (readings.empty()) report(node, "there is no word in this; passed over", {});
        }
        return readings;
    }

    /// Words that stand side by side, as many as are looked for; nothing if that is none.
    std::optional<Expression> expression_of(const Node& node, Reading& reading,
                                            std::optional<std::size_t> field) {
        if (reading.cut) {
            report(node,
                   "only the first " + std::to_string(longest_phrase) +
                       " words of this phrase are looked for",
                   {});
        }
        const bool cut = cut_to_words_left(node, reading) || reading.cut;
        const std::size_t words = reading.longest();
        if (words == 0) return std::nullopt;
        if (node.pattern) return pattern(node, field);
        if (node.edits > 0) {
            if (words == 1) return fuzzy(node, reading, field);
            report(node, "only single words can have other spellings; taken as it is", {});
        }
        const bool prefix = node.prefix && !cut;
        const Expression beginning = prefix ? last_word(node, reading, field) : Expression{};
        return readings_.alternatives(reading, [&](CompoundReader& compounds, Words tokens) {
            const Words whole = prefix ? tokens.first(tokens.size() - 1) : tokens;
            std::vector<Expression> parts;
            if (node.exact) {
                for (const text::Token& token : whole) parts.push_back(exact(token, field));
            } else {
                parts = compounds.parts(whole, field);
            }
            if (prefix) parts.push_back(beginning);
            Expression expression = sequence_of(std::move(parts), node.slop);
            if (node.exact || node.prefix || node.slop > 0) return expression;
            return with_synonyms(std::move(expression), compounds, tokens, field);
        });
    }

    /// Leaves so many words as may still be looked for; says whether that is fewer.
    bool cut_to_words_left(const Node& node, Reading& reading) {
        const std::size_t words = reading.longest();
        if (words <= words_left_) {
            words_left_ -= words;
            return false;
        }
        if (!std::exchange(said_words_, true)) {
            report(node, "only the first " + std::to_string(most_words) + " words are searched for",
                   {});
        }
        reading.cut_to(std::exchange(words_left_, 0));
        return true;
    }

    /// Words under all their names.
    Expression with_synonyms(Expression expression, CompoundReader& compounds, Words tokens,
                             std::optional<std::size_t> field) {
        if (synonyms_ == nullptr || synonyms_->empty()) return expression;
        std::string name;
        for (const text::Token& token : tokens) name += (name.empty() ? "" : " ") + token.word;
        std::vector<Expression> names = {std::move(expression)};
        for (const std::string& other : synonyms_->of(name)) {
            std::vector<Expression> parts = compounds.parts(other, field);
            if (parts.empty()) continue;
            Expression one = sequence_of(std::move(parts));
            if (std::find(names.begin(), names.end(), one) == names.end()) {
                names.push_back(std::move(one));
            }
        }
        return any_of(std::move(names));
    }

    Expression pattern(const Node& node, std::optional<std::size_t> field) {
        // A hyphen parts words.
        std::vector<Expression> parts;
        for (std::size_t begin = 0; begin <= node.text.size();) {
            const std::size_t end = std::min(node.text.find('-', begin), node.text.size());
            const std::string_view part = std::string_view(node.text).substr(begin, end - begin);
            begin = end + 1;
            if (parts.size() >= longest_phrase) break;
            if (part.find_first_of("*?") == std::string_view::npos) {
                for (const Reading& reading : readings_.of(part, true)) {
                    parts.push_back(readings_.expression(reading, field));
                }
                continue;
            }
            parts.push_back(words_like(node, readings_.foldings(part), field));
        }
        return sequence_of(std::move(parts));
    }

    /// What begins with the last word of a reading, in any language.
    Expression last_word(const Node& node, const Reading& reading,
                         std::optional<std::size_t> field) {
        std::set<std::string> beginnings;
        for (const std::vector<text::Token>& tokens : reading.tokens) {
            if (!tokens.empty()) beginnings.insert(tokens.back().word + '*');
        }
        return words_like(node, beginnings, field);
    }

    Expression words_like(const Node& node, const std::set<std::string>& patterns,
                          std::optional<std::size_t> field) {
        return expanded(node, field, [&](std::string_view word) {
            return std::ranges::any_of(patterns, [&](const std::string& pattern) {
                return matches_pattern(pattern, word);
            });
        });
    }

    Expression fuzzy(const Node& node, const Reading& reading, std::optional<std::size_t> field) {
        std::set<std::string> meant;
        for (const std::vector<text::Token>& tokens : reading.tokens) {
            for (const text::Token& token : tokens) meant.insert(token.word);
        }
        return expanded(node, field, [&](std::string_view word) {
            return std::ranges::any_of(meant, [&](const std::string& typed) {
                return within_edits(typed, word, node.edits);
            });
        });
    }

    Expression exact(const text::Token& token, std::optional<std::size_t> field) {
        if (!exact_forms_) {
            std::set<std::string> words;
            add_exact_words(*root_, words);
            exact_forms_.emplace(source_, words);
        }
        return exact_forms_->of(text::bounded_term(token.word), field);
    }

    /// All words of the query that are meant in one form only.
    void add_exact_words(const Node& node, std::set<std::string>& words) {
        for (const Node& part : node.parts) add_exact_words(part, words);
        if (!node.exact) return;
        for (const Reading& reading : readings_.of(node.text, true)) {
            for (const std::vector<text::Token>& tokens : reading.tokens) {
                for (const text::Token& token : tokens) {
                    if (words.size() < most_words) words.insert(text::bounded_term(token.word));
                }
            }
        }
    }

    Expression expanded(const Node& node, std::optional<std::size_t> field,
                        const AcceptWord& accept) {
        if (expansions_ == most_expansions) {
            if (!std::exchange(said_expansions_, true)) {
                report(node,
                       "only the first " + std::to_string(most_expansions) +
                           " words with wildcards or other spellings are looked for",
                       {});
            }
            return any_of({});
        }
        ++expansions_;
        Expansion expansion = expand_words(source_, accept, field, most_expanded_words);
        if (expansion.words == 0) report(node, "no word of the index is like this", {});
        if (expansion.left_out > 0) {
            report(node,
                   "stands for the " + std::to_string(expansion.words) + " commonest words; " +
                       std::to_string(expansion.left_out) + " rarer ones are left out",
                   "write more letters");
        }
        return std::move(expansion.expression);
    }

    /// One clause of words that stand near each other; nothing if it holds what has no place in a
    /// text: then it is read as AND.
    std::optional<std::vector<Part>> read_near(const Node& node, const Context& context) {
        PlannedClause clause = text_clause(context);
        const bool in_text =
            !context.id && (context.field == nullptr || context.field->kind == FieldKind::text);
        if (!in_text || !has_place(node, clause.text_field)) {
            report(node, "NEAR joins words and phrases of one field; taken for AND", {});
            return std::nullopt;
        }
        std::vector<Part> parts;
        if (full(node)) return parts;
        std::optional<Expression> expression = placed(node, clause.text_field);
        if (!expression) return parts;
        clause.expression = std::move(*expression);
        clause.span = span_of(node);
        return added(std::move(clause), true, false);
    }

    /// The text field that holds for a node in one that holds already, or in all; nothing where
    /// there is none.
    std::optional<std::optional<std::size_t>> narrowed(const Node& node,
                                                       std::optional<std::size_t> field) const {
        if (node.field.empty()) return field;
        const Field* own = find_field(node.field, schema_);
        if (own == nullptr || own->kind != FieldKind::text) return std::nullopt;
        const std::size_t own_field = text_field_of(*own, schema_);
        if (field && *field != own_field) return std::nullopt;
        return own_field;
    }

    /// Whether all of it occurs at places of a text.
    bool has_place(const Node& node, std::optional<std::size_t> field) const {
        const auto own_field = narrowed(node, field);
        if (!own_field) return false;
        if (node.kind == Node::Kind::range || node.kind == Node::Kind::all) return false;
        if (node.kind == Node::Kind::near && node.parts.size() > most_near_parts) return false;
        return std::all_of(node.parts.begin(), node.parts.end(), [&](const Node& part) {
            // Absence has no place; a sign in brackets is about the whole paper.
            if (part.demand == Demand::excluded) return false;
            if (node.kind == Node::Kind::list && part.demand != Demand::none) return false;
            return has_place(part, *own_field);
        });
    }

    /// What occurs at a place of a text; nothing if there is no word in it.
    std::optional<Expression> placed(const Node& node, std::optional<std::size_t> field) {
        field = *narrowed(node, field);
        if (node.parts.empty()) {
            std::vector<Reading> readings = readings_of(node, true);
            if (readings.empty()) return std::nullopt;
            return expression_of(node, readings.front(), field);
        }
        const auto says_nothing = [&](const Node& part) {
            return node.kind == Node::Kind::list && is_stop_word(part);
        };
        const bool all_nothing = std::all_of(node.parts.begin(), node.parts.end(), says_nothing);
        std::vector<Expression> parts;
        for (const Node& part : node.parts) {
            if (!all_nothing && says_nothing(part)) continue;
            if (auto expression = placed(part, field)) parts.push_back(std::move(*expression));
        }
        if (parts.empty()) return std::nullopt;
        if (node.kind != Node::Kind::near || parts.size() == 1) return any_of(std::move(parts));
        Expression near;
        near.kind = Expression::Kind::near;
        near.gap = node.distance;
        near.parts = std::move(parts);
        return near;
    }

    bool is_stop_word(const Node& node) {
        if (node.kind != Node::Kind::word || node.exact || node.pattern || node.edits > 0) {
            return false;
        }
        const std::vector<Reading> readings = readings_.of(node.text, false);
        return readings.size() == 1 && readings.front().stop_word;
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
        const bool words = context.excluded && !node.parts.empty();
        report(node,
               "no field is called \"" + node.field +
                   (words ? "\"; left out" : "\"; searched for as words"),
               suggestion);
        context.field = nullptr;
        context.id = false;
        Node rest = node;
        rest.field.clear();
        rest.boost = 1;
        if (context.excluded) {
            if (words) return {};
            // Only papers that have it all, side by side, are kept out.
            rest.kind = Node::Kind::phrase;
            rest.text = node.field + " " + text_of(node);
            rest.pattern = rest.prefix = rest.exact = false;
            rest.edits = 0;
            return read(rest, context);
        }
        Node name;
        name.kind = Node::Kind::word;
        name.demand = node.demand;
        name.text = node.field;
        name.offset = name.text_offset =
            node.demand == Demand::none ? node.offset : node.offset + 1;
        name.length = node.field.size();
        std::vector<Part> parts = read(name, context);
        if (rest.kind == Node::Kind::range) {
            rest.kind = Node::Kind::word;
            rest.text = text_of(node);
            rest.text_offset = node.offset;
        }
        for (Part& part : read(rest, context)) parts.push_back(std::move(part));
        return parts;
    }

    /// The text of a leaf; that of a range as it would be typed.
    static std::string text_of(const Node& node) {
        if (node.kind != Node::Kind::range) return node.text;
        Node range = node;
        range.field.clear();
        range.demand = Demand::none;
        return query::to_string(range);
    }

    /// Stop words go, unless the query says nothing else.
    void finish() {
        const auto role = [&](std::size_t i) { return plan_.clauses[i].role; };
        bool content = false;
        for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
            content = content || (role(i) == Role::scored && !stop_word_[i]);
        }
        if (!content) return;
        std::vector<std::size_t> place(plan_.clauses.size());
        std::vector<PlannedClause> kept;
        for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
            place[i] = kept.size();
            if (!stop_word_[i]) kept.push_back(std::move(plan_.clauses[i]));
        }
        plan_.clauses = std::move(kept);
        std::erase_if(plan_.words, [&](const WordPlace& word) { return stop_word_[word.clause]; });
        for (WordPlace& word : plan_.words) word.clause = place[word.clause];
        for (Compound& compound : plan_.compounds) compound.clause = place[compound.clause];
        for (auto* conditions : {&plan_.filters, &plan_.exclusions}) {
            for (Condition& condition : *conditions) {
                if (condition.clause) condition.clause = place[*condition.clause];
            }
        }
    }

    void report(const Node& node, std::string message, std::string suggestion) {
        plan_.diagnostics.push_back(
            {node.offset, node.length, std::move(message), std::move(suggestion)});
    }

    const Node* root_ = nullptr;
    const Schema& schema_;
    Readings readings_;
    text::Analyzer& own_;  ///< For values.
    postings::Source& source_;
    ReadingCost cost_;
    std::uint64_t places_left_;
    bool all_;
    const Synonyms* synonyms_;
    Plan plan_;
    std::vector<bool> stop_word_;  ///< By clause of the plan.
    std::size_t position_ = 0;     ///< Of the next word in the query.
    /// Clauses by what they look like.
    std::map<std::tuple<Role, std::string, std::string>, std::vector<std::size_t>> known_;
    std::optional<ExactForms> exact_forms_;  ///< Once there is one.
    std::size_t expansions_ = 0;
    std::size_t value_walks_ = 0;
    std::size_t words_left_ = most_words;
    bool listed_fields_ = false;
    bool said_full_ = false;
    bool said_words_ = false;
    bool said_places_ = false;
    bool said_expansions_ = false;
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
    return Planner(schema, std::move(readings), analyzers.own(), source, options).plan(syntax);
}

}  // namespace quire::search
