#include "output/heading.hpp"

#include <algorithm>

#include "output/values.hpp"

namespace quire::output {

std::string heading(const Schema& schema) {
    if (schema.find("title") != nullptr) return "title";
    const auto fields = schema.fields();
    return std::find_if(fields.begin(), fields.end(),
                        [](const Field& field) { return field.kind == FieldKind::text; })
        ->name;
}

std::string title_of(const Document& document, std::string_view heading) {
    const std::string title = text_of(document, heading);
    return title.empty() ? "(no " + std::string(heading) + ")" : title;
}

}  // namespace quire::output
