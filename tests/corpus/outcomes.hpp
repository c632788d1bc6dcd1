// What a reader makes of a file, as one list.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "quire/corpus.hpp"
#include "quire/error.hpp"
#include "support.hpp"

namespace quire::test {

/// `ID|FIELD=VALUE|...` of each document, fields in the order of the schema and members of lists
/// between slashes; `LINE: REASON` of each record that cannot be read.
inline std::vector<std::string> outcomes(DocumentReader& reader, const Schema& schema) {
    std::vector<std::string> list;
    while (true) {
        try {
            const std::optional<Document> document = reader.next();
            if (!document) return list;
            std::string line = document->id;
            for (const Field& field : schema.fields()) {
                const std::optional<Value> value = document->value(field.name);
                if (!value) continue;
                line += "|" + field.name + "=";
                if (const auto* text = std::get_if<std::string>(&*value)) line += *text;
                if (const auto* number = std::get_if<std::int64_t>(&*value)) {
                    line += std::to_string(*number);
                }
                if (const auto* all = std::get_if<std::vector<std::string>>(&*value)) {
                    for (const std::string& one : *all)
                        line += (one == all->front() ? "" : "/") + one;
                }
            }
            list.push_back(line);
        } catch (const InputError& error) {
            list.push_back(std::to_string(error.line()) + ": " + error.reason());
        }
    }
}

/// The same for a file of these bytes.
inline std::vector<std::string> outcomes(std::string_view bytes, const ReaderOptions& options) {
    const TemporaryDirectory folder;
    const auto path = folder / "file";
    write_file(path, bytes);
    DocumentReader reader(path, options);
    return outcomes(reader, options.schema);
}

}  // namespace quire::test
