// What must agree between an index and the library that reads it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "quire/index.hpp"

namespace quire::index {

/// The fingerprint of an index made by this library for a language.
std::vector<FingerprintEntry> fingerprint(std::string_view language);

/// The text form that is stored: a line `name value` an entry.
std::string to_string(const std::vector<FingerprintEntry>& entries);
std::vector<FingerprintEntry> parse_fingerprint(std::string_view text);

/// The value of an entry; empty where there is none.
std::string_view value(const std::vector<FingerprintEntry>& entries, std::string_view name);

/// @param where names the index
/// @throws Error incompatible_index, naming each entry that differs from this library's, and what
///         to do.
void check(const std::vector<FingerprintEntry>& stored, std::string_view where);

}  // namespace quire::index
