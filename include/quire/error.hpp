// The one kind of exception that quire throws.
#pragma once

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>

#include "quire/export.hpp"

/// All of the library that a program uses.
namespace quire {

/// What went wrong, for programs; `Error::what()` says it for people.
enum class ErrorCode {
    invalid_argument,    ///< A value that the caller passed cannot be used.
    not_found,           ///< The index, file or field does not exist.
    already_exists,      ///< `create` was asked for where an index stands.
    locked,              ///< Another writer holds the index.
    incompatible_index,  ///< The index was made by another format, analyzer or library version.
    corrupt_index,       ///< Bytes of the index are damaged.
    index_changed,       ///< A writer committed faster than a search could be answered.
    query_syntax,        ///< A query could not be read, under strict parsing.
    malformed_input,     ///< A record of an input file could not be read.
    io,                  ///< The operating system refused to read or write.
    cancelled,  ///< For programs, when their user stops them. The library throws it nowhere.
    internal,   ///< A defect in quire: please report it.
};

/// The code as it is spelled above, e.g. "incompatible_index".
QUIRE_API std::string_view name(ErrorCode code);

/// Thrown by every function of quire that fails.
///
/// `what()` says which file, field or document, and what is wrong with it, control characters as
/// `\x0A`; `hint()` says what to do about it and is empty where there is nothing to advise.
class QUIRE_API Error : public std::runtime_error {
public:
    /// @param message what `what()` returns, in UTF-8; control characters are spelled out
    Error(ErrorCode code, const std::string& message, std::string hint = {});

    /// What kind of error it is.
    ErrorCode code() const noexcept { return code_; }
    /// What to do about it, in a sentence; may be empty.
    const std::string& hint() const noexcept { return hint_; }

private:
    ErrorCode code_;
    std::string hint_;
};

/// A record that a reader cannot read; `code()` is `malformed_input`.
/// `what()` is `FILE:LINE: REASON`.
class QUIRE_API InputError : public Error {
public:
    /// @param line counted from 1
    InputError(std::string file, std::size_t line, std::string reason, std::string hint = {});

    /// The file's path, or what stands for it: "standard input", the origin of a schema.
    const std::string& file() const noexcept { return file_; }
    /// Counted from 1: the line on which the record starts.
    std::size_t line() const noexcept { return line_; }
    /// What is wrong with it, without the file and the line.
    const std::string& reason() const noexcept { return reason_; }

private:
    std::string file_;
    std::size_t line_;
    std::string reason_;
};

}  // namespace quire
