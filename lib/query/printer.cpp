#include "query/printer.hpp"

#include <algorithm>
#include <string_view>

#include "base/numbers.hpp"

namespace quire::query {
namespace {

std::string joined(const Node& node);

/// Sign and field, which stand before what they belong to.
std::string head(const Node& node) {
    std::string text;
    if (node.demand == Demand::required) text += '+';
    if (node.demand == Demand::excluded) text += '-';
    if (!node.field.empty()) text += node.field + ':';
    return text;
}

std::string boost(const Node& node) {
    return node.boost == 1 ? std::string() : '^' + shortest(node.boost);
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
std::string in_brackets(const Node& node) {
    const std::string inside = joined(node);
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

/// Parts with what joins them, without brackets around.
std::string joined(const Node& node) {
    std::string between = " ";
    if (node.kind == Node::Kind::all) between = " AND ";
    if (node.kind == Node::Kind::any) between = " OR ";
    if (node.kind == Node::Kind::near) between = " NEAR/" + std::to_string(node.distance) + ' ';
    std::string text;
    for (const Node& part : node.parts) {
        // NEARs of several distances are read from left to right.
        const bool first_near = &part == &node.parts.front() && part.kind == Node::Kind::near &&
                                node.kind == Node::Kind::near && part.distance != node.distance;
        const bool plain =
            part.parts.empty() || ((binding(part) > binding(node) || first_near) &&
                                   head(part).empty() && part.boost == 1 &&
                                   // Brackets tell a query in capitals from a title in capitals.
                                   (node.kind != Node::Kind::list || node.parts.size() == 1));
        if (!text.empty()) text += between;
        text += plain ? to_string(part) : in_brackets(part);
    }
    return text;
}

}  // namespace

// Nothing needs to be escaped: the text of a word came from between white space, quotes and
// brackets, and that of a phrase holds no quote.
std::string to_string(const Node& node) {
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
    const bool plain = text.empty() && node.boost == 1 && node.kind != Node::Kind::list;
    return plain ? joined(node) : in_brackets(node);
}

std::string to_string(const Syntax& syntax) {
    return joined(syntax.root);
}

bool same(const Node& a, const Node& b) {
    return a.kind == b.kind && a.demand == b.demand && a.field == b.field && a.boost == b.boost &&
           a.text == b.text && a.exact == b.exact && a.pattern == b.pattern && a.edits == b.edits &&
           a.prefix == b.prefix && a.slop == b.slop && a.from == b.from && a.to == b.to &&
           a.from_open == b.from_open && a.to_open == b.to_open && a.distance == b.distance &&
           std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(), same);
}

}  // namespace quire::query
