// An image in the course of being written.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

#include "base/file.hpp"

namespace quire::image {

/// Appends to a new file and keeps a checksum of every page. The file is removed unless it was
/// finished.
class Output {
public:
    /// @param durable whether it must be on disk once it is finished
    /// @throws Error io.
    Output(std::filesystem::path path, bool durable);
    ~Output();
    Output(const Output&) = delete;
    Output& operator=(const Output&) = delete;

    /// Bytes so far.
    std::uint64_t size() const { return size_; }

    /// @throws Error io.
    void append(std::string_view bytes);
    /// Zeros until the size is a multiple of 8.
    void align();

    /// The checksums of all that was appended, the last page as it is.
    std::string checksums() const;

    /// Appends the last bytes. @throws Error io.
    void finish(std::string_view last);

private:
    /// Writes what waits, but for so many bytes at its end.
    void flush(std::size_t keep);

    NewFile file_;
    bool durable_;
    bool finished_ = false;
    std::string waiting_;  ///< What is not in the file yet: whole pages, but for the last.
    std::uint64_t size_ = 0;
    std::string checksums_;  ///< Of the pages in the file.
};

}  // namespace quire::image
