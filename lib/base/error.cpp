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

namespace {

/// Messages quote what they are about, which may hold anything: a NUL would end what() there.
std::string without_controls(const std::string& message) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (const char c : message) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte >= 0x20 && byte != 0x7F) {
            text += c;
        } else {
            text += "\\x";
            text += digits[byte >> 4];
            text += digits[byte & 0xF];
        }
    }
    return text;
}

}  // namespace

Error::Error(ErrorCode code, const std::string& message, std::string hint)
    : std::runtime_error(without_controls(message)), code_(code), hint_(std::move(hint)) {}

InputError::InputError(std::string file, std::size_t line, std::string reason, std::string hint)
    : Error(ErrorCode::malformed_input, file + ":" + std::to_string(line) + ": " + reason,
            std::move(hint)),
      file_(std::move(file)),
      line_(line),
      reason_(std::move(reason)) {}

}  // namespace quire
