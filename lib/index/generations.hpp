// The directory of an index: which generation is in use, and who may remove the others.
//
//     INDEX/CURRENT   names the generation in use, "gen-1", and has a checksum of that behind it; the
//                     only thing ever swapped
//     INDEX/lock      the writer's lock
//     INDEX/gen-1/    a generation: Xapian's database in xapian/; `unfinished` beside it until the
//                     generation comes into use; the seal (seal.hpp) until it is changed
//
// A reader holds a shared lock on the directory of its generation for as long as it uses it; a
// generation that is not in use goes when nobody holds one. The lock on INDEX itself is the gate: a
// reader that commits have disturbed too often holds it shared, and the next commit waits for it.
#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "base/file.hpp"

namespace quire::index {

class Generations {
public:
    explicit Generations(std::filesystem::path index) : index_(std::move(index)) {}

    const std::filesystem::path& index() const { return index_; }

    /// The number of the generation in use; nothing where there is no index.
    /// @throws Error corrupt_index: CURRENT names no generation. io.
    std::optional<std::uint64_t> current() const;

    /// What a commit changes, if `generation` is in use: the same stamps, the same revision. Nothing
    /// where they do not tell.
    using Stamps = std::array<FileStamp, 2>;
    std::optional<Stamps> stamps(std::uint64_t generation) const;

    std::filesystem::path directory(std::uint64_t generation) const;
    std::filesystem::path database(std::uint64_t generation) const;

    /// What the files of a generation take. A commit may replace some meanwhile. @throws Error io.
    std::uint64_t bytes(std::uint64_t generation) const;

    /// Makes `generation`, which is on disk then, the one in use; `sync` has that on disk.
    /// @throws Error io: it is not in use.
    void set_current(std::uint64_t generation) const;
    void sync() const;

    /// A number that no generation has, with a directory made for it.
    std::uint64_t make() const;

    /// Whether a generation has been in use that no CURRENT names: CURRENT was lost.
    bool lost_current() const;

    /// The newest generation that has been in use; nothing where there is none.
    std::optional<std::uint64_t> newest_finished() const;

    /// Removes every generation but `keep`, which is in use, that no reader holds; all of them if it
    /// is 0, none if it is not there. What cannot be removed stays for the next call.
    void remove_unused(std::uint64_t keep) const;

    /// Removes a generation that never was in use.
    void discard(std::uint64_t generation) const;

    /// Whether the directory is there and holds anything that is no part of an index.
    bool holds_other_things() const;

    /// The generation in use, held against removal. @throws Error not_found, io.
    struct Held {
        std::uint64_t number;
        FileLock lock;
    };
    Held hold_current() const;

    /// The writer's lock. @throws Error locked, naming who holds it.
    FileLock lock_for_writing(std::chrono::milliseconds wait) const;

private:
    std::filesystem::path index_;
};

}  // namespace quire::index
