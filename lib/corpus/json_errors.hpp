// Why a line is not the JSON object that it should be.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace quire::corpus {

/// The reason for an error that the parser came to in `line`.
/// @param position of the last byte that was read, counted from 1
/// @param error_id as exceptions of nlohmann-json have it
/// @param opened whether an object had begun
std::string why_not_json(std::string_view line, std::size_t position, int error_id, bool opened);

}  // namespace quire::corpus
