// What a disk may hold after a power cut, told from the calls that a process made.
//
// The model: a disk keeps what was synced. Of the rest it keeps anything: of a file's data each page
// of 4 KiB that was written by itself, so that a write may be there in part and a later one without
// an earlier one; of the directories each entry that was made, renamed or removed by itself. Syncing
// a file brings its data and its size, but not the entry that leads to it; syncing a directory
// brings its entries, but not what they lead to. A rename is there whole or not at all. Real file
// systems promise more, each of them something else.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace quire::test {

/// A call that a process under crash/shim.cpp made.
struct Change {
    std::int64_t number = 0;  ///< Of the call.
    std::string what;
    std::uint64_t file = 0;  ///< As the system numbers it; numbers are used again.
    std::int64_t offset = 0;
    std::size_t size = 0;
    std::string path;
    std::string other;  ///< Where it was renamed to.
    std::string bytes;  ///< What was written.
};

std::vector<Change> read_log(const std::filesystem::path& log);

class Disk {
public:
    /// A disk that has all that lies under `root` now.
    explicit Disk(const std::filesystem::path& root);

    void apply(const Change& change);

    /// Says of each thing that is not synced whether it is kept.
    struct Keep {
        std::function<bool()> data;
        std::function<bool()> entry;
    };
    /// Writes what the disk has after a power cut.
    void write_what_is_kept(const Keep& keep, const std::filesystem::path& to) const;

private:
    using Id = std::size_t;
    using Entries = std::map<std::string, Id>;

    struct Pending {
        std::int64_t offset = 0;
        std::optional<std::string> bytes;  ///< Nothing: the file ends at `offset`.
    };
    struct File {
        std::string synced;
        std::vector<Pending> pending;
    };
    /// What an entry of a directory becomes.
    struct Entry {
        Id directory = 0;
        std::string name;
        std::optional<Id> leads_to;
    };

    Id add(std::uint64_t number);
    Id directory_of(const std::string& path) const;
    static void change(std::map<Id, Entries>& directories, const std::vector<Entry>& entries);
    void change_entries(const std::vector<Entry>& entries);
    void sync(Id id);
    void write(const std::map<Id, Entries>& directories, Id id, const Keep& keep,
               const std::filesystem::path& to) const;

    std::filesystem::path root_;
    std::map<std::uint64_t, Id> ids_;  ///< By the number that the system gave last.
    Id last_ = 0;                      ///< The root is 1.
    std::map<Id, File> files_;
    std::map<Id, Entries> synced_;  ///< Of each directory.
    std::map<Id, Entries> now_;     ///< As the process sees them.
    std::vector<std::vector<Entry>> pending_;
};

}  // namespace quire::test
