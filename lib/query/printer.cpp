#include "query/printer.hpp"

namespace quire::query {

// Nothing needs to be escaped: the text of a word came from between white space and quotes and
// never starts with a hyphen of its own, and that of a phrase holds no quote.
std::string to_string(const Clause& clause) {
    std::string text;
    if (clause.excluded) text += '-';
    if (!clause.field.empty()) text += clause.field + ':';
    if (clause.quoted) return text + '"' + clause.text + '"';
    return text + clause.text;
}

std::string to_string(const Syntax& syntax) {
    std::string text;
    for (const Clause& clause : syntax.clauses) {
        if (!text.empty()) text += ' ';
        text += to_string(clause);
    }
    return text;
}

}  // namespace quire::query
