#include "query/printer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "query/parser.hpp"

namespace quire::query {
namespace {

// `level`: in how many brackets it will stand. `place`: behind how many NEARs of other distances it
// is read, from left to right; a bracket begins with every `most_distances`-th of them.
std::string joined(const Node& node, int level, unsigned place);
std::string printed(const Node& node, int level, unsigned place);

/// Sign and field, which stand before what they belong to.
std::string head(const Node& node) {
    std::string text;
    if (node.demand == Demand::required) text += '+';
    if (node.demand == Demand::excluded) text += '-';
    if (!node.field.empty()) text += node.field + ':';
    return text;
}

/// Queries have no exponents: as many digits as it takes.
std::string boost(const Node& node) {
    if (node.boost == 1) return {};
    std::array<char, 400> buffer{};  // The smallest number of all has 342.
    const auto result = std::to_chars(buffer.data(), buffer.data() + buffer.size(), node.boost,
                                      std::chars_format::fixed);
    return '^' + std::string(buffer.data(), result.ptr);
}

std::string range(const Node& node) {
    if (node.from_open) return '>' + *node.from;
    if (node.to_open) return '<' + *node.to;
    // A sign in front would say whether the range has to be met.
    const bool is_signed =
        node.from && (node.from->starts_with('-') || node.from->starts_with('+'));
    if (is_signed && !node.to) return ">=" + *node.from;
    return node.from.value_or("") + ".." + node.to.value_or("");
}

/// The node in brackets.
std::string in_brackets(const Node& node, int level, unsigned place) {
    const std::string inside = joined(node, level + 1, place);
    // A word with an open bracket of its own, as "f(x", would take the one that closes; so would a
    // backslash.
    const std::string_view last = std::string_view(inside).substr(inside.rfind(' ') + 1);
    const bool open = last.find('(') != std::string_view::npos || last.ends_with('\\');
    return head(node) + '(' + inside + (open ? " )" : ")") + boost(node);
}

/// How closely the parts hang together: words most, lists least.
int binding(const Node& node) {
    switch (node.kind) {
        case Node::Kind::word:
        case Node::Kind::phrase:
        case Node::Kind::range:
            break;
        case Node::Kind::list:
            return 0;
        case Node::Kind::any:
            return 1;
        case Node::Kind::all:
            return 2;
        case Node::Kind::near:
            return 3;
    }
    return 4;
}

/// Whether sign, field or weight holds for all of the parts.
bool holds_for_all(const Node& node) {
    return node.demand != Demand::none || !node.field.empty() || node.boost != 1;
}

/// The place of a part in the row of NEARs that begins above, or 0 where it is none of them.
unsigned place_of(const Node& part, const Node& node, unsigned place) {
    const bool goes_on = &part == &node.parts.front() && node.kind == Node::Kind::near &&
                         part.kind == Node::Kind::near && part.distance != node.distance &&
                         !holds_for_all(part);
    return goes_on ? place + 1 : 0;
}

/// Whether the part would be read otherwise without brackets around it.
/// @param place of the part
bool needs_brackets(const Node& part, const Node& node, unsigned place) {
    if (part.parts.empty()) return false;
    return holds_for_all(part) || (binding(part) <= binding(node) && place % most_distances == 0);
}

/// How deep the brackets inside are that cannot be left out.
int depth(const Node& node, unsigned place) {
    int deepest = 0;
    for (const Node& part : node.parts) {
        const unsigned next = place_of(part, node, place);
        deepest = std::max(deepest, depth(part, next) + (needs_brackets(part, node, next) ? 1 : 0));
    }
    return deepest;
}

/// Whether brackets around what operators join in a list make it clearer. They also tell a query
/// in capitals from a title in capitals. They are left out where there would be too many.
bool clearer_in_brackets(const Node& part, const Node& list, int level) {
    return list.kind == Node::Kind::list && list.parts.size() > 1 && !part.parts.empty() &&
           level + 1 + depth(part, 0) <= deepest_brackets;
}

/// Parts with what joins them, without brackets around.
std::string joined(const Node& node, int level, unsigned place) {
    std::string between = " ";
    if (node.kind == Node::Kind::all) between = " AND ";
    if (node.kind == Node::Kind::any) between = " OR ";
    if (node.kind == Node::Kind::near) between = " NEAR/" + std::to_string(node.distance) + ' ';
    std::string text;
    for (const Node& part : node.parts) {
        const unsigned next = place_of(part, node, place);
        const bool brackets =
            needs_brackets(part, node, next) || clearer_in_brackets(part, node, level);
        if (!text.empty()) text += between;
        text += brackets ? in_brackets(part, level, next) : printed(part, level, next);
    }
    return text;
}

// Nothing needs to be escaped: the text of a word came from between white space, quotes and
// brackets, and that of a phrase holds no quote.
std::string printed(const Node& node, int level, unsigned place) {
    std::string text = head(node);
    switch (node.kind) {
        case Node::Kind::word:
            if (node.exact) text += '=';
            text += node.text;
            if (node.edits > 0) text += '~' + std::to_string(node.edits);
            return text + boost(node);
        case Node::Kind::phrase:
            if (node.exact) text += '=';
            text += '"' + node.text + (node.prefix ? "*\"" : "\"");
            if (node.slop > 0) text += '~' + std::to_string(node.slop);
            return text + boost(node);
        case Node::Kind::range:
            return text + range(node);
        case Node::Kind::list:
        case Node::Kind::all:
        case Node::Kind::any:
        case Node::Kind::near:
            break;
    }
    const bool brackets = holds_for_all(node) || node.kind == Node::Kind::list;
    return brackets ? in_brackets(node, level, place) : joined(node, level, place);
}

}  // namespace

std::string to_string(const Node& node) {
    return printed(node, 0, 0);
}

std::string to_string(const Syntax& syntax) {
    return joined(syntax.root, 0, 0);
}

bool same(const Node& a, const Node& b) {
    return a.kind == b.kind && a.demand == b.demand && a.field == b.field && a.boost == b.boost &&
           a.text == b.text && a.exact == b.exact && a.pattern == b.pattern && a.edits == b.edits &&
           a.prefix == b.prefix && a.slop == b.slop && a.from == b.from && a.to == b.to &&
           a.from_open == b.from_open && a.to_open == b.to_open && a.distance == b.distance &&
           std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(), same);
}

}  // namespace quire::query
