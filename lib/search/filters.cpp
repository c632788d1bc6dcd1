#include "search/filters.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

#include "base/numbers.hpp"
#include "query/printer.hpp"
#include "schema/values.hpp"
#include "search/expansion.hpp"

namespace quire::search {
namespace {

std::string_view kind_in_words(FieldKind kind) {
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

/// What was meant by "2015-2018", "2015:2018" or "2015-"; empty where it is something else.
std::string range_of(std::string_view text, const Field& field) {
    constexpr std::array<std::string_view, 6> signs = {"-",           ":", "/", "_", "\xE2\x80\x93",
                                                       "\xE2\x80\xA6"};
    for (const std::string_view sign : signs) {
        const std::size_t at = text.find(sign, 1);
        if (at == std::string_view::npos) continue;
        const std::string_view from = text.substr(0, at);
        const std::string_view to = text.substr(at + sign.size());
        if (!canonical(field.kind, from) || (!to.empty() && !canonical(field.kind, to))) continue;
        return "write " + field.name + ":" + std::string(from) + ".." + std::string(to);
    }
    return {};
}

Filter no_such_value(const std::string& text, const Field& field) {
    std::string suggestion = range_of(text, field);
    if (suggestion.empty() && field.kind == FieldKind::date) {
        suggestion = "write YYYY, YYYY-MM or YYYY-MM-DD";
    }
    return {std::nullopt,
            "\"" + text + "\" is no " + std::string(kind_in_words(field.kind)) +
                "; the filter is left out",
            std::move(suggestion)};
}

Expression value(std::string term, std::size_t row) {
    Expression expression;
    expression.kind = Expression::Kind::value;
    expression.term = std::move(term);
    expression.field = row;
    return expression;
}

/// "Iryna Gurevych" for "Gurevych, Iryna"; empty where there is no comma, or more than one.
std::string turned(std::string_view name) {
    const std::size_t comma = name.find(',');
    if (comma == std::string_view::npos || name.find(',', comma + 1) != std::string_view::npos) {
        return {};
    }
    return std::string(name.substr(comma + 1)) + " " + std::string(name.substr(0, comma));
}

/// The whole value, or all its words side by side; of lists, which may be of names, also the other
/// way round as bibliographies write it.
Expression keyword(const query::Node& node, const Field& field, std::size_t row,
                   text::Analyzer& analyzer) {
    std::vector<Expression> spellings = {value(text::bounded_term(text::fold(node.text)), row)};
    const auto add_words = [&](std::string_view text) {
        std::vector<Expression> words;
        for (const text::Token& token : analyzer.words(text)) {
            words.push_back(value(token.term, row));
        }
        if (words.empty()) return;
        Expression sequence = sequence_of(std::move(words), node.slop);
        if (sequence != spellings.front()) spellings.push_back(std::move(sequence));
    };
    if (!node.exact) add_words(node.text);
    if (!node.exact && field.many && node.kind == query::Node::Kind::phrase) {
        add_words(turned(node.text));
    }
    return any_of(std::move(spellings));
}

/// All values and words of values that `accept` takes.
Expression some_values(std::size_t row, std::string_view prefix, const AcceptWord& accept,
                       postings::Source& source) {
    Expression expression;
    expression.kind = Expression::Kind::values;
    expression.field = row;
    source.values(prefix, row, [&](const postings::Source::Word& word) {
        if (accept(word.word)) expression.words.push_back(word.word);
        return true;
    });
    std::sort(expression.words.begin(), expression.words.end());
    return expression;
}

/// What a range holds: numbers of either kind, or days. Infinite for no end.
template <typename Point>
struct Bounds {
    std::optional<Point> from;
    std::optional<Point> to;

    bool hold(Point first, Point last, bool from_open, bool to_open) const {
        return (!from || (from_open ? first > *from : first >= *from)) &&
               (!to || (to_open ? last < *to : last <= *to));
    }
};

/// First and last day of what a canonical date names.
struct Days {
    std::chrono::sys_days first;
    std::chrono::sys_days last;
};

std::optional<Days> days(std::string_view canonical) {
    using namespace std::chrono;
    constexpr std::size_t year_digits = 4;
    constexpr std::size_t month_digits = 6;
    if (canonical.size() < year_digits) return std::nullopt;
    const auto number = [&](std::size_t begin, std::size_t length) {
        return parse_number<int>(canonical.substr(begin, length)).value_or(0);
    };
    const year y(number(0, 4));
    if (canonical.size() == year_digits) return Days{y / January / 1, y / December / 31};
    const month m(static_cast<unsigned>(number(4, 2)));
    if (canonical.size() == month_digits) return Days{y / m / 1, y / m / last};
    const sys_days day = y / m / number(6, 2);
    return Days{day, day};
}

/// Values whose whole extent lies in the range: "2024" lies in 2023..2025, not in 2024-05..2025.
std::optional<AcceptWord> range(const query::Node& node, FieldKind kind, std::string& wrong) {
    const auto read = [&](const std::optional<std::string>& end) -> std::optional<std::string> {
        if (!end) return std::nullopt;
        const auto text = canonical(kind, *end);
        if (!text && wrong.empty()) wrong = *end;
        return text;
    };
    const auto from = read(node.from);
    const auto to = read(node.to);
    if (!wrong.empty()) return std::nullopt;
    const bool from_open = node.from_open;
    const bool to_open = node.to_open;
    if (kind == FieldKind::date) {
        Bounds<std::chrono::sys_days> bounds;
        // ">2019" is after it all, ">=2019" from its first day on.
        if (from) bounds.from = from_open ? days(*from)->last : days(*from)->first;
        if (to) bounds.to = to_open ? days(*to)->first : days(*to)->last;
        return [=](std::string_view word) {
            const auto extent = days(word);
            return extent && bounds.hold(extent->first, extent->last, from_open, to_open);
        };
    }
    const auto numbers = [&]<typename Number>(Number) -> AcceptWord {
        Bounds<Number> bounds;
        if (from) bounds.from = parse_number<Number>(*from);
        if (to) bounds.to = parse_number<Number>(*to);
        return [=](std::string_view word) {
            const auto number = parse_number<Number>(word);
            return number && bounds.hold(*number, *number, from_open, to_open);
        };
    };
    return kind == FieldKind::real ? numbers(double{}) : numbers(std::int64_t{});
}

/// Whether nothing can lie in the range, since it ends before it begins.
bool is_reversed(const query::Node& node, FieldKind kind) {
    if (!node.from || !node.to) return false;
    const auto from = canonical(kind, *node.from);
    const auto to = canonical(kind, *node.to);
    if (kind == FieldKind::date) return days(*to)->last < days(*from)->first;
    return parse_number<double>(*to) < parse_number<double>(*from);
}

}  // namespace

bool is_star(const query::Node& node) {
    return node.kind == query::Node::Kind::word && !node.exact && node.text == "*";
}

Filter read_filter(const query::Node& node, const Field& field, std::size_t row,
                   text::Analyzer& analyzer, postings::Source& source) {
    if (is_star(node)) {
        Expression some;
        some.kind = Expression::Kind::some_value;
        some.field = row;
        return {std::move(some), {}, {}};
    }
    if (node.kind == query::Node::Kind::range) {
        if (field.kind == FieldKind::keyword) {
            return {std::nullopt, "\"" + field.name + "\" has no order; the range is left out",
                    "ranges are for numbers and dates"};
        }
        std::string wrong;
        const auto accept = range(node, field.kind, wrong);
        if (!accept) return no_such_value(wrong, field);
        Filter filter{some_values(row, "", *accept, source), {}, {}};
        filter.empty_range = is_reversed(node, field.kind);
        if (filter.empty_range) {
            query::Node meant = node;
            std::swap(meant.from, meant.to);
            std::swap(meant.from_open, meant.to_open);
            filter.suggestion = "write " + query::to_string(meant);
        }
        return filter;
    }
    if (field.kind != FieldKind::keyword) {
        if (node.pattern || node.edits > 0 || node.prefix) {
            return {std::nullopt,
                    "wildcards and other spellings are for words; the filter is left out",
                    "write a range, as " + field.name + ":2019.."};
        }
        const auto term = canonical(field.kind, node.text);
        if (!term) return no_such_value(node.text, field);
        return {value(*term, row), {}, {}};
    }
    const std::string folded = text::fold(node.text);
    if (node.pattern || node.prefix) {
        const std::string pattern = node.prefix ? folded + '*' : folded;
        const std::string literal = pattern.substr(0, pattern.find_first_of("*?"));
        return {some_values(
                    row, literal,
                    [&](std::string_view word) { return matches_pattern(pattern, word); }, source),
                {},
                {}};
    }
    if (node.edits > 0) {
        return {some_values(
                    row, "",
                    [&](std::string_view word) { return within_edits(folded, word, node.edits); },
                    source),
                {},
                {}};
    }
    return {keyword(node, field, row, analyzer), {}, {}};
}

}  // namespace quire::search
