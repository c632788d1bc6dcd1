// Compares a database with itself and with the documents that it stores, an image with its checksums.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

#include "quire/error.hpp"
#include "quire/maintenance.hpp"

namespace quire::index {

/// Whether an error of reading means damage, where no writer has been at work: numbers of blocks and
/// revisions can be damaged, too.
bool is_damage(const Error& error);

/// Takes a finding, in a sentence.
using TakeDamage = std::function<void(std::string_view sentence)>;

// All of these read a generation. Damaged bytes can crash them, or keep them busy for ever: Xapian
// trusts what it reads. They throw Error corrupt_index where there is no going on.

/// Asks Xapian's own checker about the database.
void verify_structure(const std::filesystem::path& generation, const TakeDamage& take);

/// Looks at all that the database holds.
/// @returns the number of documents
/// @throws Error incompatible_index.
std::uint64_t verify_contents(const std::filesystem::path& generation, const TakeDamage& take,
                              const DocumentProgress& progress);

/// Looks at each page of the image.
void verify_image(const std::filesystem::path& generation, const TakeDamage& take);

}  // namespace quire::index
