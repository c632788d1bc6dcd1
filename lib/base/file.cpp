#include "base/file.hpp"

#include <fcntl.h>
#include <linux/magic.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <ctime>
#include <system_error>
#include <thread>
#include <utility>

#include "quire/error.hpp"

namespace quire {
namespace {

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    ~Descriptor() {
        if (number_ >= 0) ::close(number_);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return number_; }
    int release() { return std::exchange(number_, -1); }

private:
    int number_;
};

void write_all(int descriptor, std::string_view bytes, const std::filesystem::path& path) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(descriptor, bytes.data(), bytes.size());
        if (written < 0) {
            if (errno == EINTR) continue;
            fail_io("write", path, errno);
        }
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
}

void read_all(int descriptor, const std::filesystem::path& path,
              const std::function<void(std::string_view)>& take) {
    std::string buffer(std::size_t{1} << 16, '\0');
    for (;;) {
        const ssize_t got = ::read(descriptor, buffer.data(), buffer.size());
        if (got == 0) return;
        if (got > 0) {
            take(std::string_view(buffer).substr(0, static_cast<std::size_t>(got)));
        } else if (errno != EINTR) {
            fail_io("read", path, errno);
        }
    }
}

constexpr std::int64_t nanoseconds = 1'000'000'000;
constexpr unsigned long zfs_magic = 0x2fc12fc1;

std::int64_t since_1970(const timespec& time) {
    return std::int64_t{time.tv_sec} * nanoseconds + time.tv_nsec;
}

/// Whether `path` still leads to the open file: it may have been removed or replaced meanwhile.
bool same_file(int descriptor, const std::filesystem::path& path) {
    struct stat opened {};
    struct stat named {};
    return ::fstat(descriptor, &opened) == 0 && ::stat(path.c_str(), &named) == 0 &&
           opened.st_dev == named.st_dev && opened.st_ino == named.st_ino;
}

/// The descriptor of `path` locked, or -1.
int lock(const std::filesystem::path& path, LockKind kind, std::chrono::milliseconds wait,
         int flags) {
    // The longest wait has an end, as a sum that the clock can hold.
    const auto deadline = std::chrono::steady_clock::now() +
                          std::min<std::chrono::milliseconds>(wait, std::chrono::hours(24 * 365));
    const int operation = (kind == LockKind::shared ? LOCK_SH : LOCK_EX) | LOCK_NB;
    for (;;) {
        Descriptor file(::open(path.c_str(), flags | O_CLOEXEC, 0666));
        if (file.get() < 0) {
            if (errno == ENOENT) return -1;
            fail_io("open", path, errno);
        }
        for (;;) {
            if (::flock(file.get(), operation) == 0) break;
            if (errno != EWOULDBLOCK && errno != EINTR) fail_io("lock", path, errno);
            if (std::chrono::steady_clock::now() >= deadline) return -1;
            std::this_thread::sleep_for(std::chrono::milliseconds(2));
        }
        if (same_file(file.get(), path)) return file.release();
    }
}

}  // namespace

void fail_io(std::string_view doing, const std::filesystem::path& path, int error) {
    throw Error(ErrorCode::io,
                std::string("cannot ") + std::string(doing) + " " + path.string() + ": " +
                    std::strerror(error),
                "Check the path, its permissions and the space on the disk.");
}

std::optional<std::string> read_small_file(const std::filesystem::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) {
        if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
        fail_io("open", path, errno);
    }
    std::string bytes;
    read_all(file.get(), path, [&](std::string_view part) { bytes += part; });
    return bytes;
}

bool FileStamp::is_settled() const {
    // More than the steps of the clock of any file system: of FAT they are two seconds.
    constexpr std::int64_t long_ago = 3 * nanoseconds;
    timespec now{};
    ::clock_gettime(CLOCK_REALTIME, &now);
    return changed < since_1970(now) - long_ago;
}

std::optional<FileStamp> stamp_of(const std::filesystem::path& path) {
    struct stat status {};
    if (::stat(path.c_str(), &status) != 0) return std::nullopt;
    return FileStamp{status.st_dev, status.st_ino, static_cast<std::uint64_t>(status.st_size),
                     since_1970(status.st_ctim)};
}

bool is_local(const std::filesystem::path& path) {
    struct statfs system {};
    if (::statfs(path.c_str(), &system) != 0) return false;
    constexpr std::array<unsigned long, 8> local = {
        EXT4_SUPER_MAGIC, XFS_SUPER_MAGIC, BTRFS_SUPER_MAGIC,     TMPFS_MAGIC,
        F2FS_SUPER_MAGIC, RAMFS_MAGIC,     OVERLAYFS_SUPER_MAGIC, zfs_magic};
    return std::find(local.begin(), local.end(), static_cast<unsigned long>(system.f_type)) !=
           local.end();
}

void read_file(const std::filesystem::path& path,
               const std::function<void(std::string_view)>& take) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (file.get() < 0) fail_io("open", path, errno);
    read_all(file.get(), path, take);
}

std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder) {
    namespace fs = std::filesystem;
    std::vector<fs::path> files;
    std::error_code error;
    fs::recursive_directory_iterator entry(folder, error);
    for (; !error && entry != fs::recursive_directory_iterator(); entry.increment(error)) {
        std::error_code gone;
        if (entry->is_regular_file(gone)) files.push_back(entry->path());
    }
    if (error && error != std::errc::no_such_file_or_directory) {
        throw Error(ErrorCode::io, "cannot read " + folder.string() + ": " + error.message(),
                    "Check the path and its permissions.");
    }
    return files;
}

NewFile::NewFile(std::filesystem::path path)
    : path_(std::move(path)),
      descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)) {
    if (descriptor_ < 0) fail_io("create", path_, errno);
}

NewFile::~NewFile() {
    ::close(descriptor_);
}

void NewFile::write(std::string_view bytes) {
    write_all(descriptor_, bytes, path_);
}

void NewFile::sync() {
    if (::fsync(descriptor_) != 0) fail_io("write", path_, errno);
}

void replace_file(const std::filesystem::path& path, std::string_view bytes) {
    std::filesystem::path fresh = path;
    fresh += ".new";
    {
        NewFile file(fresh);
        file.write(bytes);
        file.sync();
    }
    if (::rename(fresh.c_str(), path.c_str()) != 0) fail_io("replace", path, errno);
}

void sync_directory(const std::filesystem::path& path) {
    const std::filesystem::path& directory = path.empty() ? std::filesystem::path(".") : path;
    const Descriptor opened(::open(directory.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() < 0) fail_io("open", directory, errno);
    if (::fsync(opened.get()) != 0) fail_io("write", directory, errno);
}

void sync_folders_above(const std::filesystem::path& path) {
    std::error_code unknown;
    std::filesystem::path folder = std::filesystem::canonical(path, unknown);
    struct stat first {};
    if (unknown || ::stat(folder.c_str(), &first) != 0) return;
    while (folder.has_relative_path()) {
        folder = folder.parent_path();
        struct stat now {};
        if (::stat(folder.c_str(), &now) != 0 || now.st_dev != first.st_dev) return;
        if (::access(folder.c_str(), R_OK) == 0) sync_directory(folder);
    }
}

void sync_files(const std::filesystem::path& directory) {
    std::error_code error;
    std::filesystem::directory_iterator entry(directory, error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        if (!entry->is_regular_file()) continue;
        const Descriptor file(::open(entry->path().c_str(), O_RDONLY | O_CLOEXEC));
        if (file.get() < 0) fail_io("open", entry->path(), errno);
        if (::fsync(file.get()) != 0) fail_io("write", entry->path(), errno);
    }
    if (error) fail_io("read", directory, error.value());
    sync_directory(directory);
}

std::optional<FileLock> FileLock::acquire(const std::filesystem::path& path, LockKind kind,
                                          std::chrono::milliseconds wait) {
    const int descriptor = lock(path, kind, wait, O_RDONLY);
    if (descriptor < 0) return std::nullopt;
    return FileLock(descriptor, path);
}

std::optional<FileLock> FileLock::acquire_or_make(const std::filesystem::path& path,
                                                  std::chrono::milliseconds wait) {
    const int descriptor = lock(path, LockKind::exclusive, wait, O_RDWR | O_CREAT);
    if (descriptor < 0) return std::nullopt;
    return FileLock(descriptor, path);
}

FileLock::FileLock(FileLock&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)), path_(std::move(other.path_)) {}

FileLock& FileLock::operator=(FileLock&& other) noexcept {
    const FileLock old(std::exchange(descriptor_, std::exchange(other.descriptor_, -1)), {});
    path_ = std::move(other.path_);
    return *this;
}

FileLock::~FileLock() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

bool FileLock::still_names(const std::filesystem::path& path) const {
    return same_file(descriptor_, path);
}

void FileLock::write(std::string_view bytes) {
    if (::ftruncate(descriptor_, 0) != 0 || ::lseek(descriptor_, 0, SEEK_SET) != 0) {
        fail_io("write", path_, errno);
    }
    write_all(descriptor_, bytes, path_);
}

}  // namespace quire
