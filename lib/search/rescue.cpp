// What a query that finds nothing could find.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/deadline.hpp"
#include "query/parser.hpp"
#include "query/printer.hpp"
#include "search/search.hpp"

namespace quire::search {
namespace {

/// Searches are made for each part, and for each that could be left out; for each pair of them if
/// there are few. Every search may walk the words of the index for each wildcard in it.
constexpr std::size_t most_parts = 16;
constexpr std::size_t most_parts_in_pairs = 8;

/// The query without some of its parts.
query::Node without(const query::Node& node, const std::vector<std::size_t>& left_out) {
    query::Node rest = node;
    for (std::size_t i = left_out.size(); i-- > 0;) {
        rest.parts.erase(rest.parts.begin() + static_cast<std::ptrdiff_t>(left_out[i]));
    }
    return rest;
}

std::string text_of(const query::Node& node) {
    query::Syntax syntax;
    // A joint of one part is that part.
    if (node.kind == query::Node::Kind::list || node.parts.size() == 1) {
        syntax.root.parts = node.parts;
    } else {
        syntax.root.parts = {node};
    }
    return query::to_string(syntax);
}

void look_for(index::Reader& reader, const query::Syntax& syntax, const SearchOptions& options,
              Rescue& rescue) {
    const auto count = [&](const std::string& text) {
        const query::Syntax part = query::parse(text);
        return Search(reader, part, options).count();
    };
    // What is joined by AND all through can lose its parts as a list can.
    const query::Node* whole = &syntax.root;
    if (whole->parts.size() == 1 && whole->parts.front().kind == query::Node::Kind::all) {
        whole = &whole->parts.front();
    }
    const std::size_t parts = std::min(whole->parts.size(), most_parts);
    for (std::size_t i = 0; i < parts; ++i) {
        const query::Node& part = whole->parts[i];
        if (part.demand == query::Demand::excluded) continue;
        const std::string text = query::to_string(part);
        rescue.parts.push_back({{part.offset, part.length}, text, count(text)});
    }
    const auto try_without = [&](const std::vector<std::size_t>& left_out) {
        if (left_out.size() >= whole->parts.size()) return;
        const std::string text = text_of(without(*whole, left_out));
        const std::uint64_t documents = count(text);
        if (documents <= rescue.documents) return;
        rescue.documents = documents;
        rescue.query = text;
        rescue.left_out.clear();
        for (const std::size_t i : left_out) {
            rescue.left_out.push_back({whole->parts[i].offset, whole->parts[i].length});
        }
    };
    const std::size_t all_parts = whole->parts.size();
    for (std::size_t i = 0; all_parts <= most_parts && i < parts; ++i) try_without({i});
    if (rescue.documents > 0) return;
    for (std::size_t i = 0; all_parts <= most_parts_in_pairs && i < parts; ++i) {
        for (std::size_t j = i + 1; j < parts; ++j) try_without({i, j});
    }
    if (rescue.documents > 0 || rescue.parts.empty()) return;
    // More than two: what finds most by itself.
    const auto best = std::max_element(
        rescue.parts.begin(), rescue.parts.end(),
        [](const Rescue::Alone& a, const Rescue::Alone& b) { return a.documents < b.documents; });
    if (best->documents == 0) return;
    rescue.documents = best->documents;
    rescue.query = best->text;
    for (const query::Node& part : whole->parts) {
        if (part.offset != best->span.offset) rescue.left_out.push_back({part.offset, part.length});
    }
}

}  // namespace

Rescue rescue(index::Reader& reader, const query::Syntax& syntax, const SearchOptions& options) {
    const Deadline deadline(options.deadline);
    Rescue rescue;
    try {
        check_deadline();
        look_for(reader, syntax, options, rescue);
    } catch (const TimeUp&) {
        rescue.timed_out = true;
    }
    return rescue;
}

}  // namespace quire::search
