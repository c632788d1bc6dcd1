#include "query/printer.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

#include "query/parser.hpp"

namespace quire::query {
namespace {

// `level`: in how many brackets it will stand.
std::string joined(const Node& node, int level);
std::string printed(const Node& node, int level);

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
std::string in_brackets(const Node& node, int level) {
    const std::string inside = joined(node, level + 1);
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
    return !head(node).empty() || node.boost != 1;
}

/// Whether the first part of a NEAR is one of another distance: they are read from left to right.
bool distance_changes(const Node& node) {
    const Node& first = node.parts.front();
    return node.kind == Node::Kind::near && first.kind == Node::Kind::near &&
           first.distance != node.distance && !holds_for_all(first);
}

/// How many NEARs follow each other from left to right, up to this one.
unsigned distances(const Node& near) {
    unsigned count = 1;
    for (const Node* node = &near; distance_changes(*node); node = &node->parts.front()) ++count;
    return count;
}

/// Whether the part would be read otherwise without brackets around it.
bool needs_brackets(const Node& node, const Node& part) {
    if (part.parts.empty()) return false;
    const bool read_first = &part == &node.parts.front() && distance_changes(node) &&
                            distances(part) % most_distances != 0;
    return holds_for_all(part) || (binding(part) <= binding(node) && !read_first);
}

/// How deep the brackets inside are that cannot be left out.
int depth(const Node& node) {
    int deepest = 0;
    for (const Node& part : node.parts) {
        deepest = std::max(deepest, depth(part) + (needs_brackets(node, part) ? 1 : 0));
    }
    return deepest;
}

/// Whether brackets around what operators join in a list make it clearer. They also tell a query
/// in capitals from a title in capitals. They are left out where there would be too many.
bool clearer_in_brackets(const Node& list, const Node& part, int level) {
    return list.kind == Node::Kind::list && list.parts.size() > 1 && !part.parts.empty() &&
           level + 1 + depth(part) <= deepest_brackets;
}

/// Parts with what joins them, without brackets around.
std::string joined(const Node& node, int level) {
    std::string between = " ";
    if (node.kind == Node::Kind::all) between = " AND ";
    if (node.kind == Node::Kind::any) between = " OR ";
    if (node.kind == Node::Kind::near) between = " NEAR/" + std::to_string(node.distance) + ' ';
    std::string text;
    for (const Node& part : node.parts) {
        const bool brackets = needs_brackets(node, part) || clearer_in_brackets(node, part, level);
        if (!text.empty()) text += between;
        text += brackets ? in_brackets(part, level) : printed(part, level);
    }
    return text;
}

// Nothing needs to be escaped: the text of a word came from between white space, quotes and
// brackets, and that of a phrase holds no quote.
std::string printed(const Node& node, int level) {
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
    return brackets ? in_brackets(node, level) : joined(node, level);
}

}  // namespace

std::string to_string(const Node& node) {
    return printed(node, 0);
}

std::string to_string(const Syntax& syntax) {
    return joined(syntax.root, 0);
}

bool same(const Node& a, const Node& b) {
    return a.kind == b.kind && a.demand == b.demand && a.field == b.field && a.boost == b.boost &&
           a.text == b.text && a.exact == b.exact && a.pattern == b.pattern && a.edits == b.edits &&
           a.prefix == b.prefix && a.slop == b.slop && a.from == b.from && a.to == b.to &&
           a.from_open == b.from_open && a.to_open == b.to_open && a.distance == b.distance &&
           std::equal(a.parts.begin(), a.parts.end(), b.parts.begin(), b.parts.end(), same);
}

}  // namespace quire::query
