// The lines of a small text file, and the columns of a line.
#pragma once

#include <cstddef>
#include <fstream>
#include <string>
#include <string_view>
#include <vector>

#include "quire/evaluation.hpp"

namespace quire::evaluation {

/// Reads lines that end with LF or CRLF; a byte order mark at the start is passed over.
class Lines {
public:
    /// @throws Error not_found, io
    explicit Lines(std::string path);

    /// The next line, without its end; false after the last.
    /// @throws Error io; InputError: it is longer than 16 MiB.
    bool next(std::string& line);

    std::size_t number() const { return number_; }  ///< Of the line read last, from 1.
    const std::string& path() const { return path_; }

    /// @throws InputError for the line read last, or the first of an empty file, always.
    [[noreturn]] void fail(std::string reason) const;

private:
    std::string path_;
    std::ifstream in_;
    std::size_t number_ = 0;
};

/// Spaces and tabs.
inline constexpr std::string_view blank = " \t";

/// What stands between the separators; several of them together are one.
std::vector<std::string_view> columns(std::string_view line, std::string_view separators = blank);

/// Notes a line that says again what another said.
void note_duplicate(Remarks& remarks, const Lines& lines, const std::string& reason);

}  // namespace quire::evaluation
