// Writing to standard output and standard error.
#pragma once

#include <string>
#include <string_view>

namespace quire::cli {

/// Thrown where standard output is a pipe that nobody reads any more: there is nothing left to do.
struct ClosedPipe {};

/// Standard output, written in large pieces.
class StandardOutput {
public:
    /// @throws Error io, ClosedPipe
    void write(std::string_view text);

    /// To be called at the end: what cannot be written is an error, not a loss in silence.
    /// @throws Error io, ClosedPipe
    void flush();

private:
    std::string buffer_;
};

/// Writes to standard error as far as that goes.
void write_error(std::string_view text);

}  // namespace quire::cli
