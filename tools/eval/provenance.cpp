#include "eval/provenance.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>

#include "cli/tool.hpp"

namespace quire::eval {

namespace {

/// FNV-1a, of 32 bits, in hexadecimal digits: enough to see that something is another one.
std::string digest(std::string_view text) {
    std::uint32_t hash = 2166136261;
    for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619;
    std::array<char, 9> digits{};
    std::snprintf(digits.data(), digits.size(), "%08x", static_cast<unsigned>(hash));
    return digits.data();
}

}  // namespace

std::string provenance(const IndexInfo& index, std::string spec, const Task& task) {
    std::string all = RankingModel::parse(spec).to_string();
    if (spec == "default") spec = models().front().name;  // Which may be another one some day.
    for (const FingerprintEntry& entry : index.fingerprint) {
        all += ';' + entry.name + '=' + entry.value;
    }
    std::string tag = "quire=" + std::string(cli::version()) + ";model=" + spec +
                      ";documents=" + std::to_string(index.documents) + ";made=" + digest(all);
    const std::string topics = (task.search.plain ? "plain:" : "query:") + task.parts;
    const std::string depth = std::to_string(task.search.depth);
    if (topics != default_topics) tag += ";topics=" + topics;
    if (depth != default_depth) tag += ";depth=" + depth;
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
