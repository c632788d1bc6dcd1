#include "cli/files.hpp"

#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "quire/error.hpp"

namespace quire::cli {

namespace {

/// What is read whole: a million queries or ids are less.
constexpr std::size_t longest_file = std::size_t{256} << 20;

}  // namespace

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
    std::string bytes;
    std::vector<char> part(std::size_t{1} << 16);
    while (in.read(part.data(), static_cast<std::streamsize>(part.size())) || in.gcount() > 0) {
        bytes.append(part.data(), static_cast<std::size_t>(in.gcount()));
        if (bytes.size() <= longest_file) continue;
        throw Error(ErrorCode::malformed_input,
                    "cannot read " + file_name(path) + ": it has more than " +
                        std::to_string(longest_file >> 20) + " MiB",
                    "Cut it into several.");
    }
    if (in.bad() || (!standard_input && !file.is_open())) {
        throw Error(ErrorCode::io, "cannot read " + file_name(path));
    }
    return bytes;
}

void write_file(const std::string& path, const std::string& bytes) {
    // Beside it first: a full disk leaves what was there.
    const std::string part = path + ".part";
    const auto fail = [&](const std::string& why) {
        std::error_code ignored;
        std::filesystem::remove(part, ignored);
        throw Error(ErrorCode::io, "cannot write " + path + why);
    };
    // What is no file (a pipe, /dev/stdout) is written to as it is.
    std::error_code ignored;
    const bool regular =
        !std::filesystem::exists(path, ignored) || std::filesystem::is_regular_file(path, ignored);
    std::ofstream file(regular ? part : path, std::ios::binary);
    file << bytes;
    file.close();
    if (!file) fail("");
    if (!regular) return;
    std::error_code error;
    std::filesystem::rename(part, path, error);
    if (error) fail(": " + error.message());
}

}  // namespace quire::cli
