#include <algorithm>
#include <string>
#include <utility>

#include "base/utf8.hpp"
#include "quire/error.hpp"
#include "schema/members.hpp"
#include "schema/values.hpp"

namespace quire {
namespace {

void check_id(std::string_view id) {
    if (id.empty()) {
        throw Error(ErrorCode::invalid_argument, "a document has no id",
                    "Give every document an id of its own.");
    }
    if (id.size() > longest_id) {
        throw Error(ErrorCode::invalid_argument,
                    "document " + describe(std::string(id)) + ": its id is longer than " +
                        std::to_string(longest_id) + " bytes",
                    "Use a shorter id, and keep the long one in a field.");
    }
    const bool controls = std::any_of(id.begin(), id.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
    if (controls || find_invalid_utf8(id) != std::string_view::npos) {
        throw Error(ErrorCode::invalid_argument,
                    "document " + describe(std::string(id)) +
                        ": its id is not UTF-8 or holds control characters",
                    "Use an id of printable characters.");
    }
}

}  // namespace

Document conforming(const Document& document, const Schema& schema) {
    check_id(document.id);
    for (const std::string_view name : fields_of(document)) {
        const Field* field = schema.find(name);
        if (field != nullptr && field->name == name) continue;
        throw Error(ErrorCode::invalid_argument,
                    "document \"" + document.id + "\": field \"" + std::string(name) +
                        "\": the schema has no such field",
                    "Leave it out, or make the index with a schema that has it.");
    }
    Document result;
    result.id = document.id;
    for (const Field& field : schema.fields()) {
        std::optional<Value> value = document.value(field.name);
        if (value) value = checked(field, *value, document.id);
        if (value) result.set(field.name, std::move(*value));
    }
    return result;
}

}  // namespace quire
