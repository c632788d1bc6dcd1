// Files that a command line names.
#pragma once

#include <string>

namespace quire::cli {

/// The whole of a file, or of standard input for "-". @throws Error not_found, io;
/// malformed_input: it has more than 256 MiB.
std::string read_file(const std::string& path);

/// Writes a file anew. What stood there stays if it cannot be written. @throws Error io
void write_file(const std::string& path, const std::string& bytes);

/// How messages call it.
std::string file_name(const std::string& path);

}  // namespace quire::cli
