#include "base/child.hpp"

#include <fcntl.h>
#include <poll.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdint>
#include <cstring>
#include <exception>
#include <new>
#include <optional>

#include "base/bytes.hpp"
#include "quire/error.hpp"

namespace quire {
namespace {

/// What a message is, in front of it.
enum class Kind : char { of_work = 'w', error = 'e', end = 'z' };

constexpr std::size_t head_bytes = 1 + sizeof(std::uint32_t);

void send(int pipe, Kind kind, std::string_view message) {
    std::string bytes(1, static_cast<char>(kind));
    ByteWriter(bytes).fixed32(static_cast<std::uint32_t>(message.size()));
    bytes += message;
    for (std::string_view rest = bytes; !rest.empty();) {
        const ssize_t written = ::write(pipe, rest.data(), rest.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) ::_exit(1);  // The parent is gone.
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
}

std::string packed(const Error& error) {
    std::string bytes;
    ByteWriter out(bytes);
    out.number(static_cast<std::uint64_t>(error.code()));
    out.string(error.what());
    out.string(error.hint());
    return bytes;
}

Error unpacked(std::string_view bytes) {
    ByteReader in(bytes);
    const auto code = static_cast<ErrorCode>(in.number());
    const std::string message(in.string());
    return {code, message, std::string(in.string())};
}

[[noreturn]] void run_child(int pipe, const std::function<void(const Send&)>& work) {
    std::signal(SIGPIPE, SIG_IGN);
    // The handlers of the program have nothing to say about the child.
    for (const int signal : {SIGINT, SIGTERM, SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT}) {
        std::signal(signal, SIG_DFL);
    }
    const struct rlimit no_core {};
    ::setrlimit(RLIMIT_CORE, &no_core);
    try {
        work([&](std::string_view message) { send(pipe, Kind::of_work, message); });
        send(pipe, Kind::end, {});
    } catch (const Error& error) {
        send(pipe, Kind::error, packed(error));
    } catch (const std::bad_alloc&) {
        send(pipe, Kind::error, packed(Error(ErrorCode::io, "out of memory")));
    } catch (const std::exception& error) {
        send(pipe, Kind::error, packed(Error(ErrorCode::internal, error.what())));
    }
    // What is set to happen at the end of the process is the parent's to do.
    ::_exit(0);
}

/// The child, killed and waited for at the latest when this goes.
class Child {
public:
    explicit Child(const std::function<void(const Send&)>& work) {
        int ends[2];
        if (::pipe2(ends, O_CLOEXEC) != 0) fail();
        number_ = ::fork();
        if (number_ == 0) {
            ::close(ends[0]);
            run_child(ends[1], work);
        }
        ::close(ends[1]);
        pipe_ = ends[0];
        if (number_ < 0) {
            ::close(pipe_);
            fail();
        }
    }
    ~Child() {
        // Of the number 0 it would be every process of the group.
        if (number_ > 0) ::kill(number_, SIGKILL);
        wait();
        ::close(pipe_);
    }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Whether it has something to say before the time is over.
    bool is_heard(std::chrono::milliseconds patience) const {
        struct pollfd waiting {
            pipe_, POLLIN, 0
        };
        for (;;) {
            const int ready = ::poll(&waiting, 1, static_cast<int>(patience.count()));
            if (ready >= 0) return ready > 0;
            if (errno != EINTR) fail();
        }
    }

    /// Appends what it says; no at the end.
    bool read(std::string& bytes) const {
        char buffer[1 << 16];
        for (;;) {
            const ssize_t got = ::read(pipe_, buffer, sizeof buffer);
            if (got > 0) bytes.append(buffer, static_cast<std::size_t>(got));
            if (got >= 0) return got > 0;
            if (errno != EINTR) fail();
        }
    }

    /// How it ended.
    std::string wait() {
        if (number_ <= 0) return {};
        int status = 0;
        while (::waitpid(number_, &status, 0) < 0 && errno == EINTR) {
        }
        number_ = 0;
        if (WIFSIGNALED(status)) {
            return std::string("crashed (") + ::strsignal(WTERMSIG(status)) + ")";
        }
        return "crashed (exit status " + std::to_string(WEXITSTATUS(status)) + ")";
    }

private:
    [[noreturn]] static void fail() {
        throw Error(ErrorCode::io,
                    std::string("cannot start a process to read with: ") + std::strerror(errno),
                    "Check the limits of processes and memory.");
    }

    pid_t number_ = 0;
    int pipe_ = -1;
};

}  // namespace

std::string run_in_child(const std::function<void(const Send&)>& work, const Send& take,
                         std::chrono::milliseconds patience) {
    Child child(work);
    std::string bytes;
    for (;;) {
        if (!child.is_heard(patience)) {
            return "did not end (it was given " + std::to_string(patience.count() / 1000) + " s)";
        }
        if (!child.read(bytes)) return child.wait();
        std::string_view rest = bytes;
        while (rest.size() >= head_bytes) {
            const auto kind = static_cast<Kind>(rest.front());
            const std::size_t size = ByteReader(rest.substr(1)).fixed32();
            if (rest.size() - head_bytes < size) break;
            const std::string_view message = rest.substr(head_bytes, size);
            if (kind == Kind::end) return {};
            if (kind == Kind::error) throw unpacked(message);
            take(message);
            rest.remove_prefix(head_bytes + size);
        }
        bytes.erase(0, bytes.size() - rest.size());
    }
}

}  // namespace quire
