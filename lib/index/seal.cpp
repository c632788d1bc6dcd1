#include "index/seal.hpp"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <map>
#include <optional>
#include <string_view>
#include <system_error>

#include "base/checksum.hpp"
#include "base/file.hpp"
#include "base/numbers.hpp"
#include "quire/error.hpp"

namespace quire::index {
namespace {

namespace fs = std::filesystem;

/// Of one file.
struct Entry {
    std::uint64_t size = 0;
    std::uint32_t checksum = 0;

    bool operator==(const Entry&) const = default;
};

/// By the path from the generation's directory on.
using Entries = std::map<std::string, Entry>;

/// "unfinished" goes when the generation comes into use.
bool is_data(std::string_view name) {
    return name != seal_name && name != "unfinished" && !name.ends_with("flintlock");
}

Entry entry_of(const fs::path& file) {
    Entry entry;
    read_file(file, [&](std::string_view bytes) {
        entry.size += bytes.size();
        entry.checksum = crc32(bytes, entry.checksum);
    });
    return entry;
}

/// A line for each file; last one with the checksum of those.
std::string to_string(const Entries& entries) {
    std::string text;
    for (const auto& [name, entry] : entries) {
        text += hexadecimal(entry.checksum) + ' ' + std::to_string(entry.size) + ' ' + name + '\n';
    }
    return text + hexadecimal(crc32(text)) + '\n';
}

/// Nothing where the text is not what `to_string` gives.
std::optional<Entries> parse(std::string_view text) {
    Entries entries;
    std::string_view rest = text;
    while (!rest.empty()) {
        const std::string_view line = rest.substr(0, rest.find('\n'));
        rest.remove_prefix(std::min(rest.size(), line.size() + 1));
        const std::size_t size = std::min(line.find(' '), line.size());
        const std::size_t name = std::min(line.find(' ', size + 1), line.size());
        if (name == line.size()) break;
        Entry entry;
        std::from_chars(line.data(), line.data() + size, entry.checksum, 16);
        entry.size =
            parse_number<std::uint64_t>(line.substr(size + 1, name - size - 1)).value_or(0);
        entries.emplace(line.substr(name + 1), entry);
    }
    if (to_string(entries) != text) return std::nullopt;
    return entries;
}

}  // namespace

std::vector<std::string> data_files(const fs::path& generation) {
    std::vector<std::string> names;
    for (const fs::path& file : files_below(generation)) {
        std::string name = file.lexically_relative(generation).string();
        if (is_data(name)) names.push_back(std::move(name));
    }
    return names;
}

void write_seal(const fs::path& generation) {
    Entries entries;
    for (std::string& name : data_files(generation)) {
        const Entry entry = entry_of(generation / name);
        entries.emplace(std::move(name), entry);
    }
    replace_file(generation / seal_name, to_string(entries));
    sync_directory(generation);
}

void remove_seal(const fs::path& generation) {
    std::error_code error;
    if (fs::remove(generation / seal_name, error)) sync_directory(generation);
    if (error) {
        throw Error(ErrorCode::io,
                    "cannot remove " + (generation / seal_name).string() + ": " + error.message(),
                    "Check the permissions.");
    }
}

SealCheck check_seal(const fs::path& generation) {
    SealCheck check;
    const std::optional<std::string> text = read_small_file(generation / seal_name);
    if (!text) return check;
    check.sealed = true;
    const std::optional<Entries> sealed = parse(*text);
    if (!sealed) {
        check.damaged.push_back((generation / seal_name).string() + ": the seal is damaged");
        return check;
    }
    for (const auto& [name, entry] : *sealed) {
        const fs::path file = generation / name;
        if (!fs::exists(file)) {
            check.damaged.push_back(file.string() + ": is missing");
            continue;
        }
        const Entry now = entry_of(file);
        if (now == entry) continue;
        check.damaged.push_back(
            file.string() + (now.size != entry.size
                                 ? ": has " + std::to_string(now.size) +
                                       " bytes, but was sealed with " + std::to_string(entry.size)
                                 : ": is not what was sealed (its checksum differs)"));
    }
    for (const std::string& name : data_files(generation)) {
        if (!sealed->contains(name)) {
            check.damaged.push_back((generation / name).string() +
                                    ": was not there when it was sealed");
        }
    }
    return check;
}

}  // namespace quire::index
