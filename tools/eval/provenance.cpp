#include "eval/provenance.hpp"

#include <algorithm>

#include "cli/tool.hpp"

namespace quire::eval {

std::string provenance(const IndexInfo& index, const std::string& model, const Task& task) {
    std::string tag = "quire=" + std::string(cli::version());
    for (const FingerprintEntry& entry : index.fingerprint) {
        // The version that made the index may be another one.
        const std::string name = entry.name == "quire" ? "index" : entry.name;
        tag += ';' + name + '=' + entry.value;
    }
    tag += ";documents=" + std::to_string(index.documents) + ";model=" + model +
           ";topics=" + (task.search.plain ? "plain" : "query") + ':' + task.parts +
           ";depth=" + std::to_string(task.search.depth) + ";ties=id-descending";
    std::ranges::replace(tag, ' ', '_');
    return tag;
}

std::map<std::string, std::string, std::less<>> parse_provenance(std::string_view tag) {
    std::map<std::string, std::string, std::less<>> parts;
    if (!tag.starts_with("quire=")) return parts;
    while (!tag.empty()) {
        const std::string_view part = tag.substr(0, tag.find(';'));
        tag.remove_prefix(std::min(part.size() + 1, tag.size()));
        const std::size_t equals = std::min(part.find('='), part.size());
        parts[std::string(part.substr(0, equals))] =
            std::string(part.substr(std::min(equals + 1, part.size())));
    }
    return parts;
}

}  // namespace quire::eval
