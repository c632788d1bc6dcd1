#include "index/document_language.hpp"

#include <optional>
#include <string>
#include <variant>

#include "text/languages.hpp"

namespace quire::index {

const Field* language_field(const Schema& schema) {
    const Field* const field = schema.find("language");
    const bool is_one = field != nullptr && field->name == "language" &&
                        field->kind == FieldKind::keyword && !field->many;
    return is_one ? field : nullptr;
}

std::string_view document_language(const Document& document, const Schema& schema,
                                   std::string_view otherwise) {
    const Field* const field = language_field(schema);
    if (field == nullptr) return otherwise;
    const std::optional<Value> value = document.value(field->name);
    if (!value) return otherwise;
    const text::Language* const language = text::find_language(std::get<std::string>(*value));
    return language != nullptr ? language->name : "none";
}

}  // namespace quire::index
