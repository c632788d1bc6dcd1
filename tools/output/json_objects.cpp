#include "output/json_objects.hpp"

#include "cli/characters.hpp"

namespace quire::output {

Json json_about(const Setting& setting, const Question& question) {
    Json object = {{"version", json_version}};
    if (setting.many) object["topic"] = question.topic;
    return object;
}

Json to_json(const Span& span) {
    return Json::array({span.offset, span.length});
}

Json to_json(const Concept& part) {
    Json object = {{"span", to_json(part.span)}, {"field", part.field},
                   {"filter", part.filter},      {"excluded", part.excluded},
                   {"required", part.required},  {"weight", part.weight},
                   {"text", part.text},          {"document_frequency", part.document_frequency}};
    if (part.documents) object["documents"] = *part.documents;
    return object;
}

Json to_json(const Diagnostic& diagnostic) {
    return {{"span", Json::array({diagnostic.offset, diagnostic.length})},
            {"severity", diagnostic.severity == Diagnostic::Severity::note ? "note" : "problem"},
            {"message", diagnostic.message},
            {"suggestion", diagnostic.suggestion}};
}

Json to_json(const Correction& correction) {
    return {{"span", to_json(correction.span)}, {"replacement", correction.replacement}};
}

Json to_json(const Facet& facet) {
    Json counts = Json::array();
    for (const FacetCount& count : facet.counts) {
        counts.push_back({{"value", count.value}, {"documents", count.documents}});
    }
    return {{"field", facet.field},
            {"counts", counts},
            {"values", facet.values},
            {"missing", facet.missing}};
}

Json to_json(const Document& document) {
    static const Schema members = Schema::papers();
    Json object = {{"id", document.id}};
    const auto add = [&](const std::string& field, const Value& value) {
        std::visit([&](const auto& content) { object[field] = content; }, value);
    };
    for (const Field& field : members.fields()) {
        if (const auto value = document.value(field.name)) add(field.name, *value);
    }
    for (const auto& [field, value] : document.extra) add(field, value);
    return object;
}

Json to_json(const Explanation& explanation, std::span<const Concept> concepts) {
    Json parts = Json::array();
    for (const ConceptScore& part : explanation.concepts) {
        Json fields = Json::object();
        for (const FieldFrequency& field : part.fields) {
            fields[field.field] = {{"frequency", field.frequency}, {"length", field.length}};
        }
        parts.push_back({{"text", concepts[part.part].text},
                         {"span", to_json(concepts[part.part].span)},
                         {"fields", fields},
                         {"document_frequency", part.document_frequency},
                         {"collection_frequency", part.collection_frequency},
                         {"weight", part.weight},
                         {"contribution", part.contribution}});
    }
    return {{"score", explanation.score}, {"concepts", parts}};
}

void add_hit(Json& object, std::size_t rank, const Hit& hit, const SearchResults& results) {
    Json highlights = Json::object();
    for (const Highlights& field : hit.highlights) highlights[field.field] = to_json(field.spans);
    object["rank"] = rank;
    object["score"] = hit.score;
    object["id"] = hit.document.id;
    object["document"] = to_json(hit.document);
    object["highlights"] = highlights;
    if (!hit.snippet.field.empty()) {
        object["snippet"] = {{"field", hit.snippet.field},
                             {"offset", hit.snippet.span.offset},
                             {"text", hit.snippet.text},
                             {"spans", to_json(hit.snippet.spans)}};
    }
    object["group"] = hit.group;
    if (hit.explanation) object["explanation"] = to_json(*hit.explanation, results.concepts);
}

std::string line(const Json& object) {
    // JSON escapes the controls of ASCII only; a terminal obeys others too.
    const std::string json = object.dump(-1, ' ', false, Json::error_handler_t::replace);
    std::string safe;
    for (std::size_t at = 0; at < json.size();) {
        const cli::Character character = cli::character_at(json, at);
        if (cli::is_dangerous(character.code)) {
            constexpr std::string_view digits = "0123456789abcdef";
            safe += "\\u";
            for (unsigned shift = 16; shift > 0;) {
                shift -= 4;
                safe += digits[(character.code >> shift) & 0xFU];
            }
        } else {
            safe += std::string_view(json).substr(at, character.length);
        }
        at += character.length;
    }
    return safe + "\n";
}

}  // namespace quire::output
