// The format "jsonl".
#include <nlohmann/json.hpp>

#include "cli/characters.hpp"
#include "output/format.hpp"

namespace quire::output {

namespace {

using Json = nlohmann::ordered_json;

constexpr int version = 1;

Json to_json(const Span& span) {
    return Json::array({span.offset, span.length});
}

Json to_json(std::span<const Span> spans) {
    Json list = Json::array();
    for (const Span& span : spans) list.push_back(to_json(span));
    return list;
}

void add(Json& object, const std::string& field, const Value& value) {
    std::visit([&](const auto& content) { object[field] = content; }, value);
}

Json to_json(const Document& document) {
    static const Schema members = Schema::papers();
    Json object = {{"id", document.id}};
    for (const Field& field : members.fields()) {
        if (const auto value = document.value(field.name)) add(object, field.name, *value);
    }
    for (const auto& [field, value] : document.extra) add(object, field, value);
    return object;
}

/// JSON escapes the controls of ASCII only; a terminal obeys others too.
std::string line(const Json& object) {
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

}  // namespace

std::string jsonl_hits(const Page& page) {
    std::string result;
    std::size_t rank = page.offset;
    for (const Hit& hit : page.results.hits) {
        Json highlights = Json::object();
        for (const Highlights& field : hit.highlights) {
            highlights[field.field] = to_json(field.spans);
        }
        Json object = {{"version", version},
                       {"rank", ++rank},
                       {"score", hit.score},
                       {"id", hit.document.id},
                       {"document", to_json(hit.document)},
                       {"highlights", highlights}};
        if (!hit.snippet.field.empty()) {
            object["snippet"] = {{"field", hit.snippet.field},
                                 {"offset", hit.snippet.span.offset},
                                 {"text", hit.snippet.text},
                                 {"spans", to_json(hit.snippet.spans)}};
        }
        result += line(object);
    }
    return result;
}

std::vector<cli::TableRow> jsonl_hit_keys() {
    return {
        {"version", "integer: 1"},
        {"rank", "integer: place among all hits, from 1; the first line has --offset and 1"},
        {"score", "number: comparable within one search only; 0 in a search that only filters"},
        {"id", "string: of the document"},
        {"document",
         "object: id, then the stored fields that the document has: strings, lists of strings, or "
         "numbers. Those of the default schema come first, in its order, then others by name"},
        {"highlights",
         "object: text field, and a list of [offset, length] in its value where the query "
         "matched; fields without a match are left out"},
        {"snippet", "object, left out where there is none"},
        {"snippet.field", "string: the text field that it is taken from"},
        {"snippet.offset", "integer: where it begins in the field"},
        {"snippet.text", "string: that part of the field"},
        {"snippet.spans", "list: [offset, length] in snippet.text where the query matched"},
    };
}

std::vector<cli::TableRow> jsonl_concept_keys() {
    return {
        {"version", "integer: 1"},
        {"span", "list: [offset, length] in the query"},
        {"field", "string: the field that the part is limited to, or empty"},
        {"filter", "boolean: whether it only filters, and does not rank"},
        {"excluded", "boolean: whether it keeps papers out"},
        {"text", "string: what is looked for, with the spellings that stand for each other"},
        {"document_frequency",
         "integer: papers that hold it; an upper bound for phrases and groups"},
    };
}

std::string jsonl_concepts(const Page& page) {
    std::string result;
    for (const Concept& part : page.results.concepts) {
        result += line({{"version", version},
                        {"span", to_json(part.span)},
                        {"field", part.field},
                        {"filter", part.filter},
                        {"excluded", part.excluded},
                        {"text", part.text},
                        {"document_frequency", part.document_frequency}});
    }
    return result;
}

}  // namespace quire::output
