#include "image/output.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>
#include <utility>

#include "base/checksum.hpp"
#include "image/bits.hpp"
#include "image/format.hpp"
#include "quire/error.hpp"

namespace quire::image {
namespace {

constexpr std::size_t buffer_bytes = 64 * page_bytes;

void append_checksums(std::string_view bytes, std::string& out) {
    for (; !bytes.empty(); bytes.remove_prefix(std::min(page_bytes, bytes.size()))) {
        append(out, crc32(bytes.substr(0, page_bytes)));
    }
}

}  // namespace

Output::Output(std::filesystem::path path, bool durable)
    : path_(std::move(path)), durable_(durable) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail("cannot create");
}

Output::~Output() {
    if (descriptor_ < 0) return;
    ::close(descriptor_);
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
}

void Output::fail(const char* what) const {
    throw Error(ErrorCode::io, std::string(what) + ' ' + path_.string() + ": " + strerror(errno),
                "Check the permissions and the space on the disk.");
}

void Output::append(std::string_view bytes) {
    size_ += bytes.size();
    waiting_ += bytes;
    if (waiting_.size() >= buffer_bytes) flush();
}

void Output::align() {
    while (size_ % 8 != 0) append(std::string_view("\0", 1));
}

void Output::flush() {
    std::size_t whole = waiting_.size() / page_bytes * page_bytes;
    append_checksums(std::string_view(waiting_).substr(0, whole), checksums_);
    const char* from = waiting_.data();
    for (std::size_t left = whole; left > 0;) {
        const ssize_t written = ::write(descriptor_, from, left);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("cannot write");
        from += written;
        left -= static_cast<std::size_t>(written);
    }
    waiting_.erase(0, whole);
}

std::string Output::checksums() const {
    std::string all = checksums_;
    append_checksums(waiting_, all);
    return all;
}

void Output::finish(std::string_view last) {
    append(last);
    flush();
    // What is left is less than a page.
    for (std::string_view left = waiting_; !left.empty();) {
        const ssize_t written = ::write(descriptor_, left.data(), left.size());
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) fail("cannot write");
        left.remove_prefix(static_cast<std::size_t>(written));
    }
    if (durable_ && ::fsync(descriptor_) != 0) fail("cannot write");
    ::close(std::exchange(descriptor_, -1));
}

}  // namespace quire::image
