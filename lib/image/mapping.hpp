// The bytes of an image's file, each page checked before it is read for the first time.
#pragma once

#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "image/format.hpp"

namespace quire::image {

/// Thread contract: any number of threads at once.
class Mapping {
public:
    /// @throws Error io: the file cannot be read. corrupt_index: it is too short for an image.
    explicit Mapping(const std::filesystem::path& path);
    ~Mapping();
    Mapping(const Mapping&) = delete;
    Mapping& operator=(const Mapping&) = delete;

    std::string_view bytes() const { return bytes_; }

    /// Says what `checked` compares with: the checksums, 4 bytes each, of the pages of the first
    /// `size` bytes.
    void set_checksums(std::string_view checksums, std::uint64_t size);

    /// Bytes of those that have checksums. @throws Error corrupt_index: the file has no such bytes,
    /// or they are not those that were written.
    std::string_view checked(std::uint64_t offset, std::uint64_t size) const {
        const std::uint64_t last = (offset + size) / page_bytes;
        if (offset > checked_size_ || size > checked_size_ - offset) fail();
        for (std::uint64_t page = offset / page_bytes; page <= last && page < pages_; ++page) {
            if (!good_[page].load(std::memory_order_relaxed)) check(page);
        }
        return bytes_.substr(offset, size);
    }

    /// Gives back the memory of these bytes; who reads them later reads the file.
    void give_back(std::uint64_t begin, std::uint64_t end) const;

    /// @param reason what is the matter with the image. @throws Error corrupt_index.
    [[noreturn]] void fail(std::string_view reason = "is damaged") const;

private:
    void check(std::uint64_t page) const;

    std::string path_;
    std::string_view bytes_;
    std::string_view checksums_;
    std::uint64_t checked_size_ = 0;
    std::uint64_t pages_ = 0;
    std::unique_ptr<std::atomic<bool>[]> good_;
};

}  // namespace quire::image
