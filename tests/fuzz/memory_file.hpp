// A file in memory, for what is read by its path.
#pragma once

#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <string_view>

#include "fuzz/expect.hpp"

namespace quire::test {

class MemoryFile {
public:
    MemoryFile() : descriptor_(::memfd_create("fuzz", MFD_CLOEXEC)) {
        expect(descriptor_ >= 0, "no file in memory");
    }
    ~MemoryFile() { ::close(descriptor_); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;

    std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

    /// Has the file hold this and no more.
    void write(std::string_view bytes) {
        expect(::ftruncate(descriptor_, 0) == 0, "the file in memory stays as it is");
        const ssize_t written = ::pwrite(descriptor_, bytes.data(), bytes.size(), 0);
        expect(written == static_cast<ssize_t>(bytes.size()), "the file in memory is full");
    }

private:
    int descriptor_;
};

}  // namespace quire::test
