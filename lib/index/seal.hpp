// The seal of a generation: size and checksum of every file in it, so that one changed bit is found.
// It is written when a generation has been loaded, before it comes into use, and removed before the
// first change in place: Xapian's files change while nothing is committed, too.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace quire::index {

/// Its file, in the generation's directory.
inline constexpr const char* seal_name = "seal";

/// The files of a generation that hold data, by their paths from its directory on. Locks do not, and
/// opening Xapian's would let go of a writer's in the same process. @throws Error io.
std::vector<std::string> data_files(const std::filesystem::path& generation);

/// Puts the seal on all files of a generation, durably. @throws Error io.
void write_seal(const std::filesystem::path& generation);

/// Takes it off, durably; nothing where there is none. @throws Error io.
void remove_seal(const std::filesystem::path& generation);

struct SealCheck {
    bool sealed = false;               ///< Whether there is a seal.
    std::vector<std::string> damaged;  ///< What is wrong with which file, in sentences.
};

/// Compares all files with the seal. Never throws for what they hold. @throws Error io.
SealCheck check_seal(const std::filesystem::path& generation);

}  // namespace quire::index
