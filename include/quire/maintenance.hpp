// Keeping an index sound: finding damage, saving what can be read, copies.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "quire/export.hpp"
#include "quire/index.hpp"

namespace quire {

/// Called now and then by work that takes long: `done` of `total` documents. What it throws ends
/// the work.
using DocumentProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

/// How verification and repair go about it.
struct MaintenanceOptions {
    /// How long to wait for a writer of the index to finish before giving up with `locked`.
    std::chrono::milliseconds lock_wait{0};
    DocumentProgress progress;  ///< Called now and then; may be empty.
};

/// What a look at all of an index has come to.
struct Verification {
    bool sealed = false;          ///< Whether nothing was changed since the generation was built,
                                  ///< so that each byte was compared with what was written.
    bool sound = true;            ///< Whether there is no damage.
    std::uint64_t documents = 0;  ///< That were looked at, or are in a sealed index.
    std::uint64_t bytes = 0;      ///< Of all files of the generation in use.
    std::vector<std::string> damage;  ///< In sentences that name file, document or term; the first
                                      ///< thousand.
};

/// Looks for damage in the index at `path`, and changes nothing.
///
/// A generation that is as it was built is compared with its seal: every changed bit is found. In
/// one that was changed since, each stored document, each value kept by the database and each page
/// of the image are compared with their checksums; the postings, lengths and values with the
/// documents analysed again, or where a field is not stored with what the database itself knows of
/// each document; and the database's own checker is asked. What alters no answer is not found there.
///
/// Writers are kept out meanwhile, where the place can be written to. What reads doubtful bytes runs
/// in child processes: this forks, so in a program of many threads none of the others should hold
/// locks that the child needs (memory is no problem).
/// Time: that of reading all bytes; of an index that was changed, about that of indexing it by one
/// thread.
/// @throws Error not_found: no index at `path`. incompatible_index: it was made by another version.
///         locked, io.
QUIRE_API Verification verify(const std::filesystem::path& path,
                              const MaintenanceOptions& options = {});

/// What a repair has come to.
struct Repair {
    /// What was found before; nothing was done where it was sound.
    Verification before;
    std::uint64_t documents = 0;    ///< In the index now.
    std::vector<std::string> lost;  ///< Documents that could not be read, by id where it is known.
};

/// Rebuilds what `verify` finds damaged: a new generation is made of the stored documents that can
/// be read, and takes the place of the old one at the end. Where nothing but the image or the seal
/// is damaged, or the file CURRENT, no document is touched.
/// @param fallback schema and language, for an index that cannot tell them any more
/// @throws Error invalid_argument: a field is not stored, so that its words would be lost.
///         corrupt_index: no document can be read. As `verify`; nothing changed then.
QUIRE_API Repair repair(const std::filesystem::path& path, const MaintenanceOptions& options = {},
                        const IndexOptions* fallback = nullptr);

/// Copies the index at `path`, as it is after its last commit, to a place where nothing is. Writers
/// and readers go on meanwhile; a commit waits up to two seconds for the copy.
/// @throws Error already_exists: something is at `copy`. index_changed: commits came too fast for
///         every try. As `Searcher`.
QUIRE_API void back_up(const std::filesystem::path& path, const std::filesystem::path& copy);

}  // namespace quire
