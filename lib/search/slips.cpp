#include "search/slips.hpp"

#include <algorithm>
#include <string>
#include <string_view>

namespace quire::search {
namespace {

const Field* value_field(std::string_view name, const Schema& schema) {
    const Field* field = schema.find(name);
    return field != nullptr && field->kind != FieldKind::text ? field : nullptr;
}

void look_at(const query::Node& node, const Schema& schema, std::vector<Diagnostic>& found) {
    for (const query::Node& part : node.parts) look_at(part, schema, found);
    if (node.kind != query::Node::Kind::word || !node.field.empty()) return;
    const std::string_view text = node.text;
    const std::size_t end = std::min(text.find_first_of(":<>="), text.size());
    if (end == text.size() || value_field(text.substr(0, end), schema) == nullptr) return;
    const std::string name(text.substr(0, end));
    const std::string_view rest = text.substr(end);
    if (rest == ":") {
        found.push_back({node.offset, node.length, "taken for a word, since nothing follows it",
                         "write the value right behind the colon"});
    } else if (rest.front() != ':') {
        const std::string_view value = rest.substr(rest.starts_with('=') ? 1 : 0);
        found.push_back({node.offset, node.length, "taken for words, since a field needs a colon",
                         "write " + name + ":" + std::string(value)});
    }
}

}  // namespace

std::vector<Diagnostic> slips(const query::Syntax& syntax, const Schema& schema) {
    std::vector<Diagnostic> found;
    look_at(syntax.root, schema, found);
    return found;
}

}  // namespace quire::search
