#include "cli/files.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>

#include "quire/error.hpp"

namespace quire::cli {

std::string file_name(const std::string& path) {
    return path == "-" ? "standard input" : path;
}

std::string read_file(const std::string& path) {
    const bool standard_input = path == "-";
    if (!standard_input && !std::filesystem::exists(path)) {
        throw Error(ErrorCode::not_found, "cannot read " + path + ": No such file or directory");
    }
    if (!standard_input && std::filesystem::is_directory(path)) {
        throw Error(ErrorCode::io, "cannot read " + path + ": Is a directory");
    }
    std::ifstream file;
    if (!standard_input) file.open(path, std::ios::binary);
    std::istream& in = standard_input ? std::cin : file;
    std::ostringstream bytes;
    // To insert nothing at all, from an empty file, counts as a failure of `bytes`.
    if (in.peek() != std::istream::traits_type::eof()) bytes << in.rdbuf();
    if (in.bad() || bytes.bad() || (!standard_input && !file.is_open())) {
        throw Error(ErrorCode::io, "cannot read " + file_name(path));
    }
    return bytes.str();
}

}  // namespace quire::cli
