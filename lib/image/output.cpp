#include "image/output.hpp"

#include <algorithm>
#include <system_error>
#include <utility>

#include "base/checksum.hpp"
#include "image/bits.hpp"
#include "image/format.hpp"

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
    : file_(std::move(path)), durable_(durable) {}

Output::~Output() {
    if (finished_) return;
    std::error_code ignored;
    std::filesystem::remove(file_.path(), ignored);
}

void Output::append(std::string_view bytes) {
    size_ += bytes.size();
    waiting_ += bytes;
    // What has checksums are whole pages.
    if (waiting_.size() >= buffer_bytes) flush(waiting_.size() % page_bytes);
}

void Output::align() {
    while (size_ % 8 != 0) append(std::string_view("\0", 1));
}

void Output::flush(std::size_t keep) {
    const std::size_t whole = waiting_.size() - keep;
    const std::string_view ready = std::string_view(waiting_).substr(0, whole);
    append_checksums(ready, checksums_);
    file_.write(ready);
    waiting_.erase(0, whole);
}

std::string Output::checksums() const {
    std::string all = checksums_;
    append_checksums(waiting_, all);
    return all;
}

void Output::finish(std::string_view last) {
    append(last);
    flush(0);
    if (durable_) file_.sync();
    finished_ = true;
}

}  // namespace quire::image
