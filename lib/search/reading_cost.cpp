#include "search/reading_cost.hpp"

#include <algorithm>

namespace quire::search {

using Kind = Expression::Kind;

std::uint64_t ReadingCost::of(const Expression& expression) {
    if (expression.kind == Kind::sequence || expression.kind == Kind::near ||
        expression.kind == Kind::forms) {
        return places(expression, documents(expression));
    }
    std::uint64_t sum = 0;
    for (const Expression& part : expression.parts) sum += of(part);
    return sum;
}

std::uint64_t ReadingCost::documents_with(const Expression& term) {
    const auto [known, fresh] = known_.try_emplace({term.field, term.term});
    if (fresh) {
        const auto cursor =
            term.field ? source_.term(term.term, *term.field) : source_.term(term.term);
        known->second = cursor->document_frequency;
    }
    return known->second;
}

/// That may hold it.
std::uint64_t ReadingCost::documents(const Expression& expression) {
    if (expression.kind == Kind::term) return documents_with(expression);
    const bool together = expression.kind == Kind::sequence || expression.kind == Kind::near;
    std::uint64_t least = UINT64_MAX;
    std::uint64_t sum = 0;
    for (const Expression& part : expression.parts) {
        const std::uint64_t of_part = documents(part);
        least = std::min(least, of_part);
        sum += of_part;
    }
    return together ? least : sum;
}

/// Read in so many documents.
std::uint64_t ReadingCost::places(const Expression& expression, std::uint64_t documents) {
    if (expression.kind == Kind::term) return std::min(documents_with(expression), documents);
    std::uint64_t sum = 0;
    for (const Expression& part : expression.parts) sum += places(part, documents);
    return sum;
}

}  // namespace quire::search
