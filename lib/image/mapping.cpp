#include "image/mapping.hpp"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/checksum.hpp"
#include "image/bits.hpp"
#include "quire/error.hpp"

namespace quire::image {
namespace {

constexpr const char* advice = "The next change of the index makes it again.";

}  // namespace

Mapping::Mapping(const std::filesystem::path& path) : path_(path.string()) {
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    const auto require = [&](bool done) {
        if (done) return;
        const int error = errno;
        if (descriptor >= 0) ::close(descriptor);
        throw Error(ErrorCode::io, "cannot read " + path_ + ": " + strerror(error), advice);
    };
    struct stat status {};
    require(descriptor >= 0 && ::fstat(descriptor, &status) == 0);
    const auto size = static_cast<std::size_t>(std::max<off_t>(status.st_size, 0));
    void* start = nullptr;
    if (size > 0) {
        start = ::mmap(nullptr, size, PROT_READ, MAP_SHARED, descriptor, 0);
        require(start != MAP_FAILED);
    }
    ::close(descriptor);
    if (size == 0) fail();
    bytes_ = {static_cast<const char*>(start), size};
}

Mapping::~Mapping() {
    if (!bytes_.empty()) ::munmap(const_cast<char*>(bytes_.data()), bytes_.size());
}

void Mapping::set_checksums(std::string_view checksums, std::uint64_t size) {
    checksums_ = checksums;
    checked_size_ = size;
    pages_ = (size + page_bytes - 1) / page_bytes;
    if (size > bytes_.size() || checksums.size() != pages_ * sizeof(std::uint32_t)) fail();
    good_ = std::make_unique<std::atomic<bool>[]>(pages_);
}

void Mapping::check(std::uint64_t page) const {
    const std::uint64_t begin = page * page_bytes;
    const std::uint64_t size = std::min<std::uint64_t>(page_bytes, checked_size_ - begin);
    const auto expected = load<std::uint32_t>(checksums_.data() + page * sizeof(std::uint32_t));
    if (crc32(bytes_.substr(begin, size)) != expected) fail();
    good_[page].store(true, std::memory_order_relaxed);
}

void Mapping::give_back(std::uint64_t begin, std::uint64_t end) const {
    const std::uint64_t first = (begin + page_bytes - 1) / page_bytes * page_bytes;
    // A damaged image may name any place: what lies behind it is somebody else's.
    const std::uint64_t last =
        std::min<std::uint64_t>(end, bytes_.size()) / page_bytes * page_bytes;
    if (first >= last) return;
    // Where the system has larger pages it may say no, and no harm is done.
    ::madvise(const_cast<char*>(bytes_.data()) + first, last - first, MADV_DONTNEED);
}

void Mapping::fail(std::string_view reason) const {
    throw Error(ErrorCode::corrupt_index, path_ + ": the image " + std::string(reason), advice);
}

}  // namespace quire::image
