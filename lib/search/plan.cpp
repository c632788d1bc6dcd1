#include "search/plan.hpp"

#include <algorithm>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>

#include "index/document_language.hpp"
#include "schema/nearest_field.hpp"
#include "schema/values.hpp"
#include "search/compounds.hpp"
#include "search/readings.hpp"

namespace quire::search {
namespace {

using Role = PlannedClause::Role;

/// What keeps the cost of any query within bounds. Titles and even abstracts that are pasted stay
/// far below.
constexpr std::size_t most_clauses = 1000;

/// The known language that the query asks for, if it asks for one: `language:de`.
std::optional<std::string_view> filtered_language(const query::Syntax& syntax,
                                                  const Schema& schema) {
    if (index::language_field(schema) == nullptr) return std::nullopt;
    for (const query::Clause& clause : syntax.clauses) {
        if (clause.field != "language" || clause.excluded) continue;
        if (const text::Language* known = text::find_language(clause.text)) return known->name;
    }
    return std::nullopt;
}

class Planner {
public:
    Planner(const Schema& schema, text::Analyzers& analyzers, Readings readings)
        : schema_(schema), analyzers_(analyzers), readings_(std::move(readings)) {}

    Plan plan(const query::Syntax& syntax) {
        plan_.diagnostics = syntax.diagnostics;
        for (const query::Clause& clause : syntax.clauses) add(clause);
        finish_stop_words();
        return std::move(plan_);
    }

private:
    void add(const query::Clause& clause) {
        if (clause.field.empty()) return add_text(clause, {}, {});
        if (clause.field == "id") return add_id(clause);
        const Field* field = schema_.find(clause.field);
        if (field == nullptr) return add_unknown_field(clause);
        if (field->kind != FieldKind::text) return add_filter(clause, *field);
        add_text(clause, text_field(*field), field->name);
    }

    std::size_t row(const Field& field) const {
        return static_cast<std::size_t>(&field - schema_.fields().data());
    }

    /// The field's place among the text fields.
    std::size_t text_field(const Field& field) const {
        const auto fields = schema_.fields().first(row(field));
        return static_cast<std::size_t>(
            std::count_if(fields.begin(), fields.end(),
                          [](const Field& f) { return f.kind == FieldKind::text; }));
    }

    /// What stands before the colon may be no field but a word: then it is all words.
    void add_unknown_field(const query::Clause& clause) {
        const std::string_view nearest = nearest_field(clause.field, schema_);
        report(clause, "no field is called \"" + clause.field + "\"; searched for as words",
               nearest.empty() ? list_fields() : "did you mean " + std::string(nearest) + ":?");
        query::Clause words = clause;
        if (clause.excluded) {
            // Only papers that have it all, side by side, are kept out.
            words.text = clause.field + " " + clause.text;
            return add_text(words, {}, {});
        }
        words.quoted = false;
        words.text = clause.field;
        words.text_offset = clause.offset;
        add_text(words, {}, {});
        add_text(clause, {}, {});
    }

    /// All there are; once a query is enough.
    std::string list_fields() {
        if (std::exchange(listed_fields_, true)) return {};
        std::string list = "the fields are id";
        for (const Field& field : schema_.fields()) list += ", " + field.name;
        return list;
    }

    void add_text(const query::Clause& clause, std::optional<std::size_t> text_field,
                  std::string_view field_name) {
        PlannedClause planned;
        planned.role = clause.excluded ? Role::exclusion : Role::scored;
        planned.text_field = text_field;
        planned.field_name = field_name;
        // Words that were typed together but hang together by nothing ("red,green") stand alone;
        // what is excluded is excluded as a whole.
        const bool whole = clause.quoted || clause.excluded;
        const std::vector<Reading> all = readings_.of(clause.text, whole);
        if (all.empty()) {
            report(clause, "there is no word in this; passed over", {});
            return;
        }
        for (const Reading& reading : all) {
            if (full(clause)) return;
            if (reading.cut) {
                report(clause,
                       "only the first " + std::to_string(longest_phrase) +
                           " words of this phrase are looked for",
                       {});
            }
            planned.expression = readings_.expression(reading, text_field);
            planned.span =
                whole ? Span{clause.offset, clause.length}
                      : Span{clause.text_offset + reading.begin, reading.end - reading.begin};
            insert(planned, !whole && reading.stop_word);
        }
    }

    static PlannedClause filter_of(const query::Clause& clause, std::string_view field_name) {
        PlannedClause planned;
        planned.role = clause.excluded ? Role::exclusion : Role::filter;
        planned.field_name = field_name;
        planned.span = {clause.offset, clause.length};
        planned.expression.kind = Expression::Kind::value;
        return planned;
    }

    void add_id(const query::Clause& clause) {
        PlannedClause planned = filter_of(clause, "id");
        planned.expression.term = clause.text;
        if (!full(clause)) insert(planned, false);
    }

    void add_filter(const query::Clause& clause, const Field& field) {
        if (full(clause)) return;
        PlannedClause planned = filter_of(clause, field.name);
        const auto value = [&](std::string term) {
            Expression expression;
            expression.kind = Expression::Kind::value;
            expression.term = std::move(term);
            expression.field = row(field);
            return expression;
        };
        if (field.kind == FieldKind::keyword) {
            std::vector<Expression> spellings = {
                value(text::bounded_term(text::fold(clause.text)))};
            std::vector<Expression> words;
            for (const text::Token& token : analyzers_.own().words(clause.text)) {
                words.push_back(value(token.term));
            }
            if (!words.empty()) {
                Expression sequence = sequence_of(std::move(words));
                if (sequence != spellings.front()) spellings.push_back(std::move(sequence));
            }
            planned.expression = any_of(std::move(spellings));
        } else {
            const std::optional<std::string> term = canonical(field.kind, clause.text);
            if (!term) {
                report(clause,
                       "\"" + clause.text + "\" is no " + std::string(kind_in_words(field.kind)) +
                           "; the filter is left out",
                       field.kind == FieldKind::date ? "write YYYY, YYYY-MM or YYYY-MM-DD" : "");
                return;
            }
            planned.expression = value(*term);
        }
        insert(planned, false);
    }

    static std::string_view kind_in_words(FieldKind kind) {
        switch (kind) {
            case FieldKind::integer:
                return "whole number";
            case FieldKind::real:
                return "number";
            case FieldKind::date:
                return "date";
            case FieldKind::text:
            case FieldKind::keyword:
                break;
        }
        return "value";
    }

    void insert(const PlannedClause& planned, bool stop_word) {
        const auto key =
            std::tuple(planned.role, planned.field_name, to_string(planned.expression));
        const auto [at, fresh] = known_.try_emplace(key, plan_.clauses.size());
        if (!fresh) {
            ++plan_.clauses[at->second].count;
            return;
        }
        plan_.clauses.push_back(planned);
        stop_word_.push_back(stop_word);
    }

    /// Stop words go, unless the query says nothing else.
    void finish_stop_words() {
        bool content = false;
        for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
            content = content || (plan_.clauses[i].role == Role::scored && !stop_word_[i]);
        }
        if (!content) return;
        std::vector<PlannedClause> kept;
        for (std::size_t i = 0; i < plan_.clauses.size(); ++i) {
            if (!stop_word_[i]) kept.push_back(std::move(plan_.clauses[i]));
        }
        plan_.clauses = std::move(kept);
    }

    /// Whether the query has as many clauses as are looked at; says so once.
    bool full(const query::Clause& clause) {
        if (plan_.clauses.size() < most_clauses) return false;
        if (!std::exchange(said_full_, true)) {
            report(clause,
                   "only the first " + std::to_string(most_clauses) +
                       " different words, phrases and filters are searched for",
                   {});
        }
        return true;
    }

    void report(const query::Clause& clause, std::string message, std::string suggestion) {
        plan_.diagnostics.push_back(
            {clause.offset, clause.length, std::move(message), std::move(suggestion)});
    }

    const Schema& schema_;
    text::Analyzers& analyzers_;
    Readings readings_;
    Plan plan_;
    std::vector<bool> stop_word_;  ///< By clause of the plan.
    std::map<std::tuple<Role, std::string, std::string>, std::size_t> known_;
    bool listed_fields_ = false;
    bool said_full_ = false;
};

}  // namespace

Plan make_plan(const query::Syntax& syntax, const Schema& schema, text::Analyzers& analyzers,
               std::span<const std::string> languages, postings::Source& source, bool compounds) {
    const std::optional<std::string_view> only = filtered_language(syntax, schema);
    Readings readings(source, compounds);
    for (const std::string& language : languages) {
        if (!only || *only == language) readings.add(analyzers.of(language));
    }
    // No document is in a language that the index does not hold: any will do.
    if (readings.empty()) readings.add(analyzers.own());
    return Planner(schema, analyzers, std::move(readings)).plan(syntax);
}

}  // namespace quire::search
