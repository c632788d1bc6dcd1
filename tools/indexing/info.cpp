#include "indexing/info.hpp"

#include <nlohmann/json.hpp>
#include <vector>

#include "cli/characters.hpp"
#include "cli/help.hpp"
#include "cli/numbers.hpp"
#include "output/json_objects.hpp"

namespace quire::indexing {

using output::Json;

std::string info_text(const IndexInfo& info) {
    std::string languages;
    for (const std::string& name : info.languages) {
        languages += (languages.empty() ? "" : ", ") + name;
    }
    std::string text = cli::table({
        {"documents", cli::grouped(info.documents)},
        {"languages", languages},
        {"terms", cli::grouped(info.terms)},
        {"size", cli::megabytes(info.bytes)},
        {"generation", std::to_string(info.generation)},
        {"revision", std::to_string(info.revision)},
        {"image", info.image                   ? "of this revision"
                  : info.image_problem.empty() ? "none: searches read the database"
                                               : info.image_problem},
    });
    text += "schema\n" + cli::indented(info.schema.to_string(), 2);
    std::vector<cli::TableRow> rows;
    for (const FingerprintEntry& entry : info.fingerprint) {
        rows.push_back({entry.name, entry.value});
    }
    return text + "fingerprint\n" + cli::table(rows);
}

std::string info_json(const IndexInfo& info) {
    Json schema = Json::array();
    for (const Field& field : info.schema.fields()) {
        schema.push_back({{"name", field.name},
                          {"kind", name(field.kind)},
                          {"many", field.many},
                          {"stored", field.stored},
                          {"weight", field.weight}});
    }
    Json fingerprint = Json::object();
    for (const FingerprintEntry& entry : info.fingerprint) fingerprint[entry.name] = entry.value;
    return Json({{"version", output::json_version},
                 {"documents", info.documents},
                 {"languages", info.languages},
                 {"terms", info.terms},
                 {"bytes", info.bytes},
                 {"generation", info.generation},
                 {"revision", info.revision},
                 {"image", info.image},
                 {"image_problem", info.image_problem},
                 {"schema", schema},
                 {"fingerprint", fingerprint}})
               .dump() +
           "\n";
}

}  // namespace quire::indexing
