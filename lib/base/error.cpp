#include "quire/error.hpp"

#include <utility>

namespace quire {

std::string_view name(ErrorCode code) {
    switch (code) {
        case ErrorCode::invalid_argument:
            return "invalid_argument";
        case ErrorCode::not_found:
            return "not_found";
        case ErrorCode::already_exists:
            return "already_exists";
        case ErrorCode::locked:
            return "locked";
        case ErrorCode::incompatible_index:
            return "incompatible_index";
        case ErrorCode::corrupt_index:
            return "corrupt_index";
        case ErrorCode::index_changed:
            return "index_changed";
        case ErrorCode::query_syntax:
            return "query_syntax";
        case ErrorCode::malformed_input:
            return "malformed_input";
        case ErrorCode::io:
            return "io";
        case ErrorCode::cancelled:
            return "cancelled";
        case ErrorCode::internal:
            return "internal";
    }
    return "unknown";
}

Error::Error(ErrorCode code, const std::string& message, std::string hint)
    : std::runtime_error(message), code_(code), hint_(std::move(hint)) {}

InputError::InputError(std::string file, std::size_t line, std::string reason)
    : Error(ErrorCode::malformed_input, file + ":" + std::to_string(line) + ": " + reason),
      file_(std::move(file)),
      line_(line),
      reason_(std::move(reason)) {}

}  // namespace quire
