// What the formats of JSON have in common: objects, and the keys of their written schema.
#pragma once

#include <nlohmann/json.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cli/options.hpp"
#include "output/format.hpp"

namespace quire::output {

using Json = nlohmann::ordered_json;

/// Grows when a key changes its meaning or goes.
constexpr int json_version = 1;

/// An object that says its version and to which question it belongs.
Json json_about(const Setting& setting, const Question& question);

Json to_json(const Span& span);
Json to_json(const Concept& part);
Json to_json(const Diagnostic& diagnostic);
Json to_json(const Correction& correction);
Json to_json(const Facet& facet);
Json to_json(const Document& document);
Json to_json(const Explanation& explanation, std::span<const Concept> concepts);

/// A hit, added to what the object has.
void add_hit(Json& object, std::size_t rank, const Hit& hit, const SearchResults& results);

template <typename Part>
Json to_json(const std::vector<Part>& parts) {
    Json list = Json::array();
    for (const Part& part : parts) list.push_back(to_json(part));
    return list;
}

/// On a line. Every character that a terminal might obey is escaped.
std::string line(const Json& object);

/// The keys that objects have, and what they mean. A dot leads into an object, or into those of a
/// list.
std::vector<cli::TableRow> answer_keys();
std::vector<cli::TableRow> hit_keys();
std::vector<cli::TableRow> concept_keys();
std::vector<cli::TableRow> standing_keys();

}  // namespace quire::output
