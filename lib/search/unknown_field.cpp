#include "search/unknown_field.hpp"

#include <string>
#include <utility>

#include "query/printer.hpp"

namespace quire::search {

using query::Demand;
using query::Node;

namespace {

/// The text of a leaf; that of a range as it would be typed.
std::string text_of(const Node& node) {
    if (node.kind != Node::Kind::range) return node.text;
    Node range = node;
    range.field.clear();
    range.demand = Demand::none;
    return query::to_string(range);
}

}  // namespace

std::vector<Node> without_field(const Node& node, bool excluded) {
    Node rest = node;
    rest.field.clear();
    rest.boost = 1;
    if (excluded) {
        if (!node.parts.empty()) return {};
        // Only papers that have it all, side by side, are kept out.
        rest.kind = Node::Kind::phrase;
        rest.text = node.field + " " + text_of(node);
        rest.pattern = rest.prefix = rest.exact = false;
        rest.edits = 0;
        return {rest};
    }
    Node name;
    name.kind = Node::Kind::word;
    name.demand = node.demand;
    name.text = node.field;
    name.offset = name.text_offset = node.demand == Demand::none ? node.offset : node.offset + 1;
    name.length = node.field.size();
    if (rest.kind == Node::Kind::range) {
        rest.kind = Node::Kind::word;
        rest.text = text_of(node);
        rest.text_offset = node.offset;
    }
    return {name, rest};
}

}  // namespace quire::search
