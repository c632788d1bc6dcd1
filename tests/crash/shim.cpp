// A library to be loaded before all others: it comes between a process and the disk. It counts the
// calls of the process on what lies under a folder, and at one of them kills it, has the call fail
// or do half of its work, or writes down what every call did. The environment says what to do:
//
//     FAULTS_ROOT   the folder, by a path without links
//     FAULTS_COUNT  "changes": calls that change the disk or sync it; "reads": those that read
//     FAULTS_AT     the number of the call, from 1
//     FAULTS_DO     kill-before, kill-after, kill-amid (half of a write is done), fail, fail-on
//                   (this call and all after it), half, record
//     FAULTS_ERROR  with fail and fail-on: the number of the error
//     FAULTS_LOG    where the call is written down that FAULTS_AT hit, or by record each that counts
//
// What is intercepted is what quire, Xapian and libstdc++ call. Calls are made one at a time, so
// that the log has their order. Nothing is synced in truth: the tests cut no real power.
#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/uio.h>
#include <unistd.h>

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdarg>
#include <cstdint>
#include <cstdlib>
#include <mutex>
#include <string>
#include <string_view>

namespace {

enum class Op { open, read, map, create, write, sync, truncate, rename, remove, mkdir };

constexpr const char* names[] = {"open", "read",     "map",    "create", "write",
                                 "sync", "truncate", "rename", "remove", "mkdir"};

bool is_change(Op op) {
    return op >= Op::create;
}

/// Whether a system that is not broken answers such a call so.
bool may_fail(Op op, int error) {
    switch (error) {
        case EINTR:
            return op == Op::open || op == Op::read || op == Op::create || op == Op::write ||
                   op == Op::sync || op == Op::truncate;
        case ENOSPC:
            return op == Op::create || op == Op::write || op == Op::sync || op == Op::rename ||
                   op == Op::mkdir;
        case EACCES:
            return op == Op::open || op == Op::create || op == Op::rename || op == Op::remove ||
                   op == Op::mkdir;
        default:
            return true;
    }
}

struct Call {
    Op op;
    std::string path;
    std::string other = {};  ///< Where a file is renamed to.
    int descriptor = -1;
    std::int64_t offset = 0;
    std::size_t size = 0;
    const char* bytes = nullptr;
};

template <typename Function>
Function real(const char* name) {
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

std::string variable(const char* name) {
    const char* const value = std::getenv(name);
    return value == nullptr ? "" : value;
}

struct Plan {
    Plan() {
        if (log_path.empty()) return;
        const int opened = real<int (*)(const char*, int, ...)>("open")(
            log_path.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
        // Out of the way: the process has the numbers that it would have without this library.
        log = ::fcntl(opened, F_DUPFD_CLOEXEC, 500);
        ::close(opened);
    }

    std::string root = variable("FAULTS_ROOT");
    bool changes = variable("FAULTS_COUNT") != "reads";
    std::int64_t at = std::atoll(variable("FAULTS_AT").c_str());
    std::string action = variable("FAULTS_DO");
    int error = std::atoi(variable("FAULTS_ERROR").c_str());
    std::string log_path = variable("FAULTS_LOG");
    int log = -1;
    std::mutex mutex;
    std::int64_t count = 0;
};

Plan& plan() {
    static Plan* const one = new Plan;  // Never destroyed: others may call to the end.
    return *one;
}

[[noreturn]] void die() {
    ::kill(::getpid(), SIGKILL);
    for (;;) ::pause();
}

std::string path_of(int descriptor) {
    char path[PATH_MAX];
    const std::string link = "/proc/self/fd/" + std::to_string(descriptor);
    const ssize_t length = ::readlink(link.c_str(), path, sizeof path);
    return length < 0 ? std::string() : std::string(path, static_cast<std::size_t>(length));
}

std::string path_at(int folder, const char* name) {
    if (folder == AT_FDCWD || *name == '/') return name;
    return path_of(folder) + "/" + name;
}

bool is_under(const std::string& root, const std::string& path) {
    return !root.empty() && path.starts_with(root) &&
           (path.size() == root.size() || path[root.size()] == '/');
}

std::uint64_t number_of(const Call& call) {
    struct stat status {};
    const std::string& path = call.other.empty() ? call.path : call.other;
    const int result =
        call.descriptor >= 0 ? ::fstat(call.descriptor, &status) : ::lstat(path.c_str(), &status);
    return result == 0 ? status.st_ino : 0;
}

/// A line, and the bytes that were written behind it.
void write_down(const Call& call, std::string_view what, std::uint64_t number) {
    const Plan& known = plan();
    if (known.log < 0) return;
    std::string entry = std::to_string(known.count) + "\t" + std::string(what) + "\t" +
                        std::to_string(number) + "\t" + std::to_string(call.offset) + "\t" +
                        std::to_string(call.size) + "\t" + call.path + "\t" + call.other + "\n";
    if (what == "write") entry.append(call.bytes, call.size);
    static const auto write = real<ssize_t (*)(int, const void*, std::size_t)>("write");
    write(known.log, entry.data(), entry.size());
}

/// @param act makes the call; with a size, if there is half of it to do
template <typename Act>
auto intercept(Call call, Act act) -> decltype(act(std::size_t{})) {
    using Result = decltype(act(std::size_t{}));
    Plan& known = plan();
    if (!is_under(known.root, call.path)) return act(call.size);
    const std::lock_guard lock(known.mutex);
    if (is_change(call.op) != known.changes) return act(call.size);
    const std::string& todo = known.action;
    const std::int64_t number = ++known.count;
    const bool hit = number == known.at || (todo == "fail-on" && number > known.at);
    const bool record = todo == "record";
    if (hit && todo == "kill-before") die();
    if (hit && todo.starts_with("fail") && may_fail(call.op, known.error)) {
        write_down(call, std::string("failed ") + names[static_cast<int>(call.op)], 0);
        errno = known.error;
        return static_cast<Result>(-1);
    }
    if (hit && (todo == "half" || todo == "kill-amid") && call.size > 1 &&
        (call.op == Op::write || call.op == Op::read)) {
        call.size /= 2;
        write_down(call, std::string("half a ") + names[static_cast<int>(call.op)], 0);
    }
    const std::uint64_t before = record ? number_of(call) : 0;
    const Result result = act(call.size);
    const int error = errno;
    if (record) {
        const bool done = result != static_cast<Result>(-1);
        std::string_view what = done ? names[static_cast<int>(call.op)] : "failed";
        // A file that was there already has only been opened.
        if (done && call.op == Op::create && before != 0) {
            what = (call.offset & O_TRUNC) != 0 ? "truncate" : "open";
            call.offset = 0;
        }
        const bool gone = call.op == Op::remove;
        write_down(call, what, gone ? before : number_of(call));
    }
    if (hit && (todo == "kill-after" || todo == "kill-amid")) die();
    errno = error;
    return result;
}

int open_file(const char* name, int folder, const char* path, int flags, mode_t mode) {
    const bool creates = (flags & (O_CREAT | O_TRUNC)) != 0;
    Call call{creates ? Op::create : Op::open, path_at(folder, path)};
    call.offset = flags;
    return intercept(call, [&](std::size_t) {
        return real<int (*)(int, const char*, int, ...)>(name)(folder, path, flags, mode);
    });
}

mode_t mode_of(int flags, va_list rest) {
    return (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
}

int sync_file(int descriptor) {
    Call call{Op::sync, path_of(descriptor)};
    call.descriptor = descriptor;
    return intercept(call, [](std::size_t) { return 0; });
}

int remove_path(const char* name, const char* path) {
    return intercept({Op::remove, path},
                     [&](std::size_t) { return real<int (*)(const char*)>(name)(path); });
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return open_file("openat", AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
    va_list rest;
    va_start(rest, flags);
    const mode_t mode = mode_of(flags, rest);
    va_end(rest);
    return open_file("openat", folder, path, flags, mode);
}

ssize_t read(int descriptor, void* buffer, std::size_t size) {
    Call call{Op::read, path_of(descriptor)};
    call.size = size;
    return intercept(call, [&](std::size_t now) {
        return real<ssize_t (*)(int, void*, std::size_t)>("read")(descriptor, buffer, now);
    });
}

ssize_t pread(int descriptor, void* buffer, std::size_t size, off_t offset) {
    Call call{Op::read, path_of(descriptor)};
    call.size = size;
    return intercept(call, [&](std::size_t now) {
        return real<ssize_t (*)(int, void*, std::size_t, off_t)>("pread")(descriptor, buffer, now,
                                                                          offset);
    });
}

ssize_t write(int descriptor, const void* bytes, std::size_t size) {
    Call call{Op::write, path_of(descriptor)};
    call.descriptor = descriptor;
    call.offset = ::lseek(descriptor, 0, SEEK_CUR);
    call.size = size;
    call.bytes = static_cast<const char*>(bytes);
    return intercept(call, [&](std::size_t now) {
        return real<ssize_t (*)(int, const void*, std::size_t)>("write")(descriptor, bytes, now);
    });
}

ssize_t pwrite(int descriptor, const void* bytes, std::size_t size, off_t offset) {
    Call call{Op::write, path_of(descriptor)};
    call.descriptor = descriptor;
    call.offset = offset;
    call.size = size;
    call.bytes = static_cast<const char*>(bytes);
    return intercept(call, [&](std::size_t now) {
        return real<ssize_t (*)(int, const void*, std::size_t, off_t)>("pwrite")(descriptor, bytes,
                                                                                 now, offset);
    });
}

int fsync(int descriptor) {
    return sync_file(descriptor);
}

int fdatasync(int descriptor) {
    return sync_file(descriptor);
}

int ftruncate(int descriptor, off_t size) noexcept {
    Call call{Op::truncate, path_of(descriptor)};
    call.descriptor = descriptor;
    call.offset = size;
    return intercept(call, [&](std::size_t) {
        return real<int (*)(int, off_t)>("ftruncate")(descriptor, size);
    });
}

int rename(const char* from, const char* to) noexcept {
    return intercept({Op::rename, from, to}, [&](std::size_t) {
        return real<int (*)(const char*, const char*)>("rename")(from, to);
    });
}

int mkdir(const char* path, mode_t mode) noexcept {
    return intercept({Op::mkdir, path}, [&](std::size_t) {
        return real<int (*)(const char*, mode_t)>("mkdir")(path, mode);
    });
}

int unlink(const char* path) noexcept {
    return remove_path("unlink", path);
}

int rmdir(const char* path) noexcept {
    return remove_path("rmdir", path);
}

int remove(const char* path) noexcept {
    return remove_path("remove", path);
}

int unlinkat(int folder, const char* path, int flags) noexcept {
    return intercept({Op::remove, path_at(folder, path)}, [&](std::size_t) {
        return real<int (*)(int, const char*, int)>("unlinkat")(folder, path, flags);
    });
}

void* mmap(void* start, std::size_t size, int protection, int flags, int descriptor,
           off_t offset) noexcept {
    const auto map = real<void* (*)(void*, std::size_t, int, int, int, off_t)>("mmap");
    // Memory alone is asked for before this library can do anything.
    if (descriptor < 0) return map(start, size, protection, flags, descriptor, offset);
    const auto result = intercept({Op::map, path_of(descriptor)}, [&](std::size_t) {
        return reinterpret_cast<std::intptr_t>(
            map(start, size, protection, flags, descriptor, offset));
    });
    return reinterpret_cast<void*>(result);
}
}
