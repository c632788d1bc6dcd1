// Numbers as people read them.
#pragma once

#include <cstdint>
#include <string>

namespace quire::cli {

/// "1,234,567"
std::string grouped(std::uint64_t number);

/// "12 papers", "1 paper"
std::string counted(std::uint64_t number, const std::string& singular);

/// The fewest digits that make the number.
std::string shortest(double number);

/// A number with one digit after the point.
std::string rounded(double number);

/// "1.2 MB", of a million bytes each
std::string megabytes(std::uint64_t bytes);

}  // namespace quire::cli
