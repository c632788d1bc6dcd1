#include "search/expression.hpp"

#include <algorithm>
#include <string_view>
#include <utility>

namespace quire::search {
namespace {

void append(std::string& out, const Expression& expression, bool inside);

void append_parts(std::string& out, const Expression& expression, std::string_view between,
                  bool inside) {
    bool first = true;
    for (const Expression& part : expression.parts) {
        if (!std::exchange(first, false)) out += between;
        append(out, part, inside);
    }
}

/// The first few of the words: there can be thousands.
void append_words(std::string& out, const Expression& expression, std::string_view sign) {
    constexpr std::size_t most_shown = 8;
    const std::size_t count = expression.words.size();
    if (count > 1) out += '(';
    for (std::size_t i = 0; i < std::min(count, most_shown); ++i) {
        if (i > 0) out += " | ";
        out += sign;
        out += expression.words[i];
    }
    if (count > most_shown) out += " | " + std::to_string(count - most_shown) + " more";
    if (count > 1) out += ')';
}

/// @param inside whether it stands in quotes or brackets already
void append(std::string& out, const Expression& expression, bool inside) {
    switch (expression.kind) {
        case Expression::Kind::term:
        case Expression::Kind::value:
            out += expression.term;
            break;
        case Expression::Kind::any:
            if (inside) out += '(';
            append_parts(out, expression, " | ", inside);
            if (inside) out += ')';
            break;
        case Expression::Kind::sequence:
            if (!inside) out += '"';
            append_parts(out, expression, " ", true);
            if (!inside) out += '"';
            if (expression.gap > 0) out += '~' + std::to_string(expression.gap);
            break;
        case Expression::Kind::near:
            out += '(';
            append_parts(out, expression, " NEAR/" + std::to_string(expression.gap) + ' ', false);
            out += ')';
            break;
        case Expression::Kind::some_value:
        case Expression::Kind::some_word:
            out += '*';
            break;
        case Expression::Kind::values:
            append_words(out, expression, "");
            break;
        case Expression::Kind::forms:
            append_words(out, expression, "=");
            break;
        case Expression::Kind::all:
            out += '(';
            append_parts(out, expression, " AND ", false);
            out += ')';
            break;
        case Expression::Kind::none:
            out += "NOT (";
            append_parts(out, expression, " | ", false);
            out += ')';
            break;
    }
}

Expression joined(Expression::Kind kind, std::vector<Expression> parts) {
    Expression expression;
    expression.kind = kind;
    expression.parts = std::move(parts);
    return expression;
}

}  // namespace

Expression any_of(std::vector<Expression> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    return joined(Expression::Kind::any, std::move(parts));
}

Expression sequence_of(std::vector<Expression> parts, unsigned gap) {
    if (parts.size() == 1) return std::move(parts.front());
    Expression sequence = joined(Expression::Kind::sequence, std::move(parts));
    sequence.gap = gap;
    return sequence;
}

Expression all_of(std::vector<Expression> parts) {
    if (parts.size() == 1) return std::move(parts.front());
    return joined(Expression::Kind::all, std::move(parts));
}

Expression none_of(std::vector<Expression> parts) {
    return joined(Expression::Kind::none, std::move(parts));
}

std::string to_string(const Expression& expression) {
    std::string text;
    append(text, expression, false);
    return text;
}

}  // namespace quire::search
