// Files, done durably, and advisory locks on them.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace quire {

/// @param doing what could not be done, e.g. "create"
/// @param error of the system. @throws Error io.
[[noreturn]] void fail_io(std::string_view doing, const std::filesystem::path& path, int error);

/// The whole file, or nothing where there is none. @throws Error io.
std::optional<std::string> read_small_file(const std::filesystem::path& path);

/// What tells a file from one that is written or put in its place later.
struct FileStamp {
    std::uint64_t device = 0;
    std::uint64_t inode = 0;
    std::uint64_t bytes = 0;
    std::int64_t changed = 0;  ///< Nanoseconds since 1970: contents or inode.

    bool operator==(const FileStamp&) const = default;

    /// Whether it tells. Not if the file has changed just now: clocks of file systems go in steps, so
    /// that another change may bear the same time.
    bool is_settled() const;
};

/// Nothing where there is no such file, or none that can be looked at.
std::optional<FileStamp> stamp_of(const std::filesystem::path& path);

/// Whether what lies there is known to change on this machine alone. Of files of another machine the
/// system may have a stamp that is a minute old.
bool is_local(const std::filesystem::path& path);

/// Reads a file from its begin to its end, in parts. @throws Error io.
void read_file(const std::filesystem::path& path,
               const std::function<void(std::string_view)>& take);

/// All files below a folder; none where there is no such folder. What vanishes meanwhile may be among
/// them. @throws Error io.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder);

/// A file that is written from its begin on, in the place of what may be there. Not durable before
/// `sync`.
class NewFile {
public:
    /// @throws Error io.
    explicit NewFile(std::filesystem::path path);
    ~NewFile();
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    const std::filesystem::path& path() const { return path_; }

    /// Appends the bytes. @throws Error io.
    void write(std::string_view bytes);
    /// Has all of it on disk. @throws Error io.
    void sync();

private:
    std::filesystem::path path_;
    int descriptor_ = -1;
};

/// Puts `bytes` in the place of the file, whole or not at all; that it is them has to be synced with
/// the directory. @throws Error io: the file is as it was.
void replace_file(const std::filesystem::path& path, std::string_view bytes);

/// Has the entries of a directory on disk. @throws Error io.
void sync_directory(const std::filesystem::path& path);

/// Has the entries on disk that lead to a directory, any of which may be new: of the folders above it
/// on the same file system that this process may read. @throws Error io.
void sync_folders_above(const std::filesystem::path& path);

/// Has a directory on disk, with the files in it (not those of folders in it). @throws Error io.
void sync_files(const std::filesystem::path& directory);

/// Whether `flock` shares.
enum class LockKind { shared, exclusive };

/// An advisory lock on a file or directory that exists, held by this object alone: another object,
/// in this process or any other, conflicts with it. Move-only.
class FileLock {
public:
    /// Waits up to `wait`; nothing if the lock is still held then, or if `path` is not there.
    /// @throws Error io.
    static std::optional<FileLock> acquire(const std::filesystem::path& path, LockKind kind,
                                           std::chrono::milliseconds wait = {});

    /// As `acquire` for an exclusive lock; makes the file where there is none.
    static std::optional<FileLock> acquire_or_make(const std::filesystem::path& path,
                                                   std::chrono::milliseconds wait = {});

    FileLock(FileLock&& other) noexcept;
    FileLock& operator=(FileLock&& other) noexcept;
    ~FileLock();

    /// Whether `path` still leads to what is locked: it may have been removed or replaced.
    bool still_names(const std::filesystem::path& path) const;

    /// Replaces what the locked file holds, e.g. to say who holds it.
    void write(std::string_view bytes);

private:
    FileLock(int descriptor, std::filesystem::path path)
        : descriptor_(descriptor), path_(std::move(path)) {}

    int descriptor_ = -1;
    std::filesystem::path path_;
};

}  // namespace quire
