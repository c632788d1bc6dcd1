#include "cli/streams.hpp"

#include <unistd.h>

#include <cerrno>
#include <system_error>

#include "quire/error.hpp"

namespace quire::cli {

namespace {

/// The error number, or 0.
int write_all(int descriptor, std::string_view text) {
    while (!text.empty()) {
        const ssize_t written = ::write(descriptor, text.data(), text.size());
        if (written >= 0) {
            text.remove_prefix(static_cast<std::size_t>(written));
        } else if (errno != EINTR) {
            return errno;
        }
    }
    return 0;
}

}  // namespace

void StandardOutput::write(std::string_view text) {
    constexpr std::size_t piece = std::size_t{64} << 10;
    buffer_ += text;
    if (buffer_.size() >= piece) flush();
}

void StandardOutput::flush() {
    const int error = write_all(STDOUT_FILENO, buffer_);
    buffer_.clear();
    if (error == EPIPE) throw ClosedPipe();
    if (error != 0) {
        throw Error(ErrorCode::io,
                    "cannot write to standard output: " + std::generic_category().message(error));
    }
}

void write_error(std::string_view text) {
    write_all(STDERR_FILENO, text);
}

}  // namespace quire::cli
