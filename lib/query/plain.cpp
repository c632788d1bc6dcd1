#include "query/plain.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "base/ascii.hpp"
#include "base/utf8.hpp"
#include "query/characters.hpp"
#include "query/foreign.hpp"
#include "query/parser.hpp"

namespace quire::query {
namespace {

Node word(std::string_view text, std::size_t offset) {
    Node node;
    node.kind = Node::Kind::word;
    node.text = text;
    // Operators are capitals.
    const bool is_operator = text == "AND" || text == "OR" || text == "NOT" || text == "NEAR";
    if (is_operator || foreign_sign(text, text)) node.text = lower_case(text);
    node.offset = node.text_offset = offset;
    node.length = text.size();
    return node;
}

/// Whether it is read as a word and no more.
bool is_plain(std::string_view piece) {
    const Syntax syntax = parse(piece);
    return syntax.diagnostics.empty() && syntax.root.parts.size() == 1 &&
           same(syntax.root.parts.front(), word(piece, 0)) &&
           std::ranges::any_of(piece, is_word_character);
}

/// Bytes that part words where there are signs.
std::size_t separator_length(std::string_view text) {
    if (const std::size_t quote = quote_length(text)) return quote;
    return is_word_character(text[0]) || text[0] == '-' ? 0 : 1;
}

void add_piece(std::string_view text, std::size_t begin, std::size_t end, Node& list) {
    const std::string_view piece = text.substr(begin, end - begin);
    if (is_plain(piece)) {
        list.parts.push_back(word(piece, begin));
        return;
    }
    while (begin < end) {
        if (const std::size_t length = separator_length(text.substr(begin))) {
            begin += length;
            continue;
        }
        std::size_t last = begin;
        while (last < end && separator_length(text.substr(last)) == 0) ++last;
        const std::size_t first = text.find_first_not_of('-', begin);  // A hyphen first is a sign.
        if (first < last) list.parts.push_back(word(text.substr(first, last - first), first));
        begin = last;
    }
}

}  // namespace

Syntax plain(std::string_view given) {
    std::string text(given);
    for (std::size_t invalid = 0;;) {
        const std::size_t next = find_invalid_utf8(std::string_view(text).substr(invalid));
        if (next == std::string_view::npos) break;
        invalid += next;
        text[invalid] = ' ';
    }
    Syntax syntax;
    for (std::size_t begin = 0; begin < text.size();) {
        if (const std::size_t space = space_length(std::string_view(text).substr(begin))) {
            begin += space;
            continue;
        }
        std::size_t end = begin;
        while (end < text.size() && space_length(std::string_view(text).substr(end)) == 0) ++end;
        add_piece(text, begin, end, syntax.root);
        begin = end;
    }
    syntax.root.length = text.size();
    return syntax;
}

}  // namespace quire::query
