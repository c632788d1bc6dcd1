#include "crash/disk.hpp"

#include <sys/stat.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "support.hpp"

namespace quire::test {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t page_bytes = 4096;

std::uint64_t number_of(const fs::path& path) {
    struct stat status {};
    if (::lstat(path.c_str(), &status) != 0)
        throw std::runtime_error("cannot find " + path.string());
    return status.st_ino;
}

std::string name_of(const std::string& path) {
    return fs::path(path).filename().string();
}

/// Changes of one page each.
std::vector<std::pair<std::int64_t, std::string>> pages(std::int64_t offset,
                                                        const std::string& bytes) {
    std::vector<std::pair<std::int64_t, std::string>> all;
    std::size_t at = 0;
    while (at < bytes.size()) {
        const std::size_t begin = static_cast<std::size_t>(offset) + at;
        const std::size_t size = std::min(page_bytes - begin % page_bytes, bytes.size() - at);
        all.emplace_back(static_cast<std::int64_t>(begin), bytes.substr(at, size));
        at += size;
    }
    return all;
}

void put(std::string& content, std::int64_t offset, const std::string& bytes) {
    const std::size_t begin = static_cast<std::size_t>(offset);
    if (content.size() < begin + bytes.size()) content.resize(begin + bytes.size());
    content.replace(begin, bytes.size(), bytes);
}

}  // namespace

std::vector<Change> read_log(const fs::path& log) {
    std::vector<Change> changes;
    std::ifstream in(log, std::ios::binary);
    std::string line;
    while (std::getline(in, line)) {
        std::istringstream parts(line);
        std::string part;
        Change change;
        const auto next = [&] {
            std::getline(parts, part, '\t');
            return part;
        };
        change.number = std::stoll(next());
        change.what = next();
        change.file = std::stoull(next());
        change.offset = std::stoll(next());
        change.size = std::stoull(next());
        change.path = next();
        change.other = next();
        if (change.what == "write") {
            change.bytes.resize(change.size);
            in.read(change.bytes.data(), static_cast<std::streamsize>(change.size));
        }
        changes.push_back(std::move(change));
    }
    return changes;
}

Disk::Disk(const fs::path& root) : root_(root) {
    now_[add(number_of(root))];
    for (const auto& entry : fs::recursive_directory_iterator(root)) {
        const std::string path = entry.path().string();
        const Id directory = directory_of(path);
        const Id id = add(number_of(path));
        now_[directory][name_of(path)] = id;
        if (entry.is_directory()) {
            now_[id];
        } else {
            files_[id].synced = read_file(path);
        }
    }
    synced_ = now_;
}

Disk::Id Disk::add(std::uint64_t number) {
    ids_[number] = ++last_;
    return last_;
}

Disk::Id Disk::directory_of(const std::string& path) const {
    Id id = 1;
    const fs::path relative = fs::path(path).lexically_normal().lexically_relative(root_);
    for (const fs::path& part : relative.parent_path()) id = now_.at(id).at(part.string());
    return id;
}

void Disk::change(std::map<Id, Entries>& directories, const std::vector<Entry>& entries) {
    for (const Entry& entry : entries) {
        if (entry.leads_to) {
            directories[entry.directory][entry.name] = *entry.leads_to;
        } else {
            directories[entry.directory].erase(entry.name);
        }
    }
}

void Disk::change_entries(const std::vector<Entry>& entries) {
    change(now_, entries);
    pending_.push_back(entries);
}

void Disk::sync(Id id) {
    if (const auto file = files_.find(id); file != files_.end()) {
        for (const Pending& change : file->second.pending) {
            if (change.bytes) {
                put(file->second.synced, change.offset, *change.bytes);
            } else {
                file->second.synced.resize(static_cast<std::size_t>(change.offset));
            }
        }
        file->second.pending.clear();
        return;
    }
    std::erase_if(pending_, [&](const std::vector<Entry>& entries) {
        const bool here = std::any_of(entries.begin(), entries.end(),
                                      [&](const Entry& entry) { return entry.directory == id; });
        if (!here) return false;
        change(synced_, entries);
        return true;
    });
}

void Disk::apply(const Change& change) {
    const std::string& what = change.what;
    if (what == "create" || what == "mkdir") {
        const Id id = add(change.file);
        if (what == "mkdir") {
            now_[id];
            synced_[id];
        } else {
            files_[id];
        }
        change_entries({{directory_of(change.path), name_of(change.path), id}});
    } else if (what == "rename") {
        const Id id = ids_.at(change.file);
        change_entries({{directory_of(change.path), name_of(change.path), std::nullopt},
                        {directory_of(change.other), name_of(change.other), id}});
    } else if (what == "remove") {
        change_entries({{directory_of(change.path), name_of(change.path), std::nullopt}});
    } else if (what == "write") {
        files_[ids_.at(change.file)].pending.push_back({change.offset, change.bytes});
    } else if (what == "truncate") {
        files_[ids_.at(change.file)].pending.push_back({change.offset, std::nullopt});
    } else if (what == "sync") {
        sync(ids_.at(change.file));
    }
}

void Disk::write_what_is_kept(const Keep& keep, const fs::path& to) const {
    std::map<Id, Entries> directories = synced_;
    for (const std::vector<Entry>& entries : pending_) {
        if (!keep.entry()) continue;
        change(directories, entries);
    }
    write(directories, 1, keep, to);
}

void Disk::write(const std::map<Id, Entries>& directories, Id id, const Keep& keep,
                 const fs::path& to) const {
    fs::create_directories(to);
    for (const auto& [name, entry] : directories.at(id)) {
        if (directories.contains(entry)) {
            write(directories, entry, keep, to / name);
            continue;
        }
        const File& file = files_.at(entry);
        std::string content = file.synced;
        for (const Pending& change : file.pending) {
            if (!change.bytes) {
                if (keep.data()) content.resize(static_cast<std::size_t>(change.offset));
                continue;
            }
            for (const auto& [offset, bytes] : pages(change.offset, *change.bytes)) {
                if (keep.data()) put(content, offset, bytes);
            }
        }
        write_file(to / name, content);
    }
}

}  // namespace quire::test
