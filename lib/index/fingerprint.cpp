#include "index/fingerprint.hpp"

#include <algorithm>
#include <cstddef>

#include "index/layout.hpp"
#include "quire/error.hpp"
#include "text/analyzer.hpp"

namespace quire::index {

std::vector<FingerprintEntry> fingerprint(std::string_view language) {
    return {
        {"format", std::to_string(format_version)}, {"quire", QUIRE_VERSION},
        {"language", std::string(language)},        {"icu", text::icu_version()},
        {"unicode", text::unicode_version()},       {"stemmer", text::stemmer_version()},
    };
}

std::string to_string(const std::vector<FingerprintEntry>& entries) {
    std::string text;
    for (const FingerprintEntry& entry : entries) text += entry.name + " " + entry.value + "\n";
    return text;
}

std::vector<FingerprintEntry> parse_fingerprint(std::string_view text) {
    std::vector<FingerprintEntry> entries;
    while (!text.empty()) {
        const std::string_view line = text.substr(0, text.find('\n'));
        text.remove_prefix(std::min(text.size(), line.size() + 1));
        const std::size_t space = std::min(line.find(' '), line.size());
        entries.push_back({std::string(line.substr(0, space)),
                           std::string(line.substr(std::min(line.size(), space + 1)))});
    }
    return entries;
}

std::string_view value(const std::vector<FingerprintEntry>& entries, std::string_view name) {
    for (const FingerprintEntry& entry : entries) {
        if (entry.name == name) return entry.value;
    }
    return {};
}

void check(const std::vector<FingerprintEntry>& stored, std::string_view where) {
    std::string differences;
    for (const FingerprintEntry& ours : fingerprint(value(stored, "language"))) {
        const std::string_view theirs = value(stored, ours.name);
        if (theirs == ours.value) continue;
        if (!differences.empty()) differences += ", ";
        differences += ours.name + " " + (theirs.empty() ? "unknown" : std::string(theirs)) +
                       " (here " + ours.value + ")";
    }
    if (differences.empty()) return;
    throw Error(
        ErrorCode::incompatible_index,
        std::string(where) + ": made with another version: " + differences,
        "Make the index again with this version (quire-index --rebuild), or use the version "
        "that made it.");
}

}  // namespace quire::index
