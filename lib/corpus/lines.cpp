#include "corpus/lines.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <boost/iostreams/categories.hpp>
#include <boost/iostreams/filter/bzip2.hpp>
#include <boost/iostreams/filter/gzip.hpp>
#include <boost/iostreams/filter/lzma.hpp>
#include <boost/iostreams/filter/zstd.hpp>
#include <boost/iostreams/filtering_streambuf.hpp>
#include <cerrno>
#include <cstring>
#include <ios>
#include <optional>
#include <system_error>
#include <utility>
#include <vector>

#include "corpus/zstd_frames.hpp"
#include "quire/error.hpp"

namespace quire::corpus {

namespace {

namespace io = boost::iostreams;

constexpr std::size_t chunk_size = std::size_t{128} << 10;

/// How the bytes of a file are packed, and the bytes that such a file begins with.
struct Packing {
    std::string_view name;
    std::string_view magic;
};

constexpr Packing gzip{"gzip", "\x1f\x8b\x08"};
constexpr Packing bzip2{"bzip2", "BZh"};
constexpr Packing zstd{"zstd", "\x28\xb5\x2f\xfd"};
constexpr Packing parallel_zstd{"zstd", "\x50\x2a\x4d\x18"};  // pzstd begins with an empty frame.
constexpr Packing xz{"xz", "\xfd\x37\x7a\x58"};
constexpr std::array<Packing, 5> packings{gzip, bzip2, zstd, parallel_zstd, xz};
constexpr std::size_t longest_magic = 4;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// An open file as it is on disk. Its first bytes can be looked at before they are read.
class RawFile {
public:
    RawFile(const std::string& path, std::string name) : name_(std::move(name)) {
        if (path == "-") {
            descriptor_ = STDIN_FILENO;
        } else {
            descriptor_ = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
            if (descriptor_ < 0) fail(errno);
        }
        struct stat status {};
        if (::fstat(descriptor_, &status) == 0 && S_ISREG(status.st_mode)) {
            size_ = static_cast<std::uint64_t>(status.st_size);
        }
        try {
            peek();
        } catch (...) {
            close();
            throw;
        }
    }
    RawFile(const RawFile&) = delete;
    RawFile& operator=(const RawFile&) = delete;
    ~RawFile() { close(); }

    std::string_view beginning() const { return beginning_; }
    std::uint64_t bytes_read() const { return bytes_read_; }
    std::uint64_t size() const { return size_; }

    /// Reads up to `count` bytes; 0 at the end. @throws Error io
    std::size_t read(char* buffer, std::size_t count) {
        std::size_t taken = std::min(count, beginning_.size() - beginning_taken_);
        if (taken > 0) {
            std::memcpy(buffer, beginning_.data() + beginning_taken_, taken);
            beginning_taken_ += taken;
        } else {
            taken = read_descriptor(buffer, count);
        }
        bytes_read_ += taken;
        return taken;
    }

private:
    [[noreturn]] void fail(int error) const {
        const bool missing = error == ENOENT || error == ENOTDIR;
        throw Error(missing ? ErrorCode::not_found : ErrorCode::io,
                    "cannot read " + name_ + ": " + std::generic_category().message(error));
    }

    void close() {
        if (descriptor_ > STDIN_FILENO) ::close(descriptor_);
    }

    std::size_t read_descriptor(char* buffer, std::size_t count) {
        while (true) {
            const ssize_t taken = ::read(descriptor_, buffer, count);
            if (taken >= 0) return static_cast<std::size_t>(taken);
            if (errno != EINTR) fail(errno);
        }
    }

    void peek() {
        std::array<char, longest_magic> bytes{};
        std::size_t count = 0;
        while (count < bytes.size()) {
            const std::size_t taken = read_descriptor(bytes.data() + count, bytes.size() - count);
            if (taken == 0) break;
            count += taken;
        }
        beginning_.assign(bytes.data(), count);
    }

    std::string name_;
    int descriptor_ = -1;
    std::string beginning_;
    std::size_t beginning_taken_ = 0;
    std::uint64_t bytes_read_ = 0;
    std::uint64_t size_ = 0;
};

/// Lets Boost's decompressors read a raw file, and zstd's frames be followed on the way.
struct RawDevice {
    using char_type = char;
    using category = io::source_tag;

    RawFile* file;
    ZstdFrames* frames;  ///< Null for other packings.

    std::streamsize read(char* buffer, std::streamsize count) {
        const std::size_t taken = file->read(buffer, static_cast<std::size_t>(count));
        if (frames != nullptr) frames->follow({buffer, taken});
        return taken == 0 ? -1 : static_cast<std::streamsize>(taken);
    }
};

/// The bytes of a file, unpacked.
class Bytes {
public:
    Bytes(const std::string& path, const std::string& name) : file_(path, name) {
        for (const Packing& packing : packings) {
            if (file_.beginning().substr(0, packing.magic.size()) == packing.magic) {
                packing_ = packing.name;
            }
        }
        if (packing_.empty()) return;
        // Where the data is damaged, Boost loses what it unpacked in the last step.
        constexpr int step = 64;
        if (packing_ == gzip.name) unpacked_.push(io::gzip_decompressor(), step);
        if (packing_ == bzip2.name) unpacked_.push(io::bzip2_decompressor(), step);
        if (packing_ == zstd.name) unpacked_.push(io::zstd_decompressor(), step);
        if (packing_ == xz.name) unpacked_.push(io::lzma_decompressor(), step);
        unpacked_.push(RawDevice{&file_, packing_ == zstd.name ? &frames_ : nullptr});
    }

    const RawFile& file() const { return file_; }

    /// Up to `count` bytes; 0 at the end. @throws Error io, malformed_input
    std::size_t read(char* buffer, std::size_t count) {
        if (packing_.empty()) return file_.read(buffer, count);
        std::size_t taken = 0;
        try {
            while (taken < count && !damaged_ && unpacked_.sgetc() != Traits::eof()) {
                const std::streamsize ready =
                    std::min(static_cast<std::streamsize>(count - taken), unpacked_.in_avail());
                taken += static_cast<std::size_t>(unpacked_.sgetn(buffer + taken, ready));
            }
        } catch (const std::ios_base::failure&) {
            damaged_ = true;  // To be said when what came before it has been read.
        }
        if (taken == 0 && (damaged_ || !frames_.complete())) {
            throw Error(ErrorCode::malformed_input, "its " + std::string(packing_) +
                                                        " data is damaged or cut short; nothing "
                                                        "is read from here on");
        }
        return taken;
    }

private:
    using Traits = std::char_traits<char>;

    RawFile file_;
    std::string_view packing_;
    bool damaged_ = false;
    ZstdFrames frames_;
    io::filtering_streambuf<io::input> unpacked_;
};

}  // namespace

struct LineSource::State {
    State(const std::string& path, LineOptions line_options)
        : name(path == "-" ? "standard input" : path),
          bytes(path, name),
          options(std::move(line_options)) {}

    /// What has been read and not yet returned.
    std::string_view rest() const { return {buffer.data() + begin, end - begin}; }

    /// Reads more behind the rest; false at the end of the file.
    bool fill() {
        if (ended) return false;
        const std::size_t kept = end - begin;
        std::memmove(buffer.data(), buffer.data() + begin, kept);
        begin = 0;
        end = kept;
        while (end == kept && !ended) {
            do {
                read_more();
            } while (!ended && end < buffer.size() && may_be_returns(kept));
            unify_line_ends(kept);
        }
        return end > kept;
    }

    void read_more() {
        ended = true;  // Also if reading throws.
        std::size_t taken = 0;
        try {
            taken = bytes.read(buffer.data() + end, buffer.size() - end);
        } catch (const Error& error) {
            if (error.code() != ErrorCode::malformed_input) throw;
            throw InputError(name, in_line ? number : number + 1, error.what(),
                             "Copy or download " + name + " again.");
        }
        ended = taken == 0;
        const std::string_view start(buffer.data(), number == 0 && end == 0 ? taken : 0);
        end += taken;
        if (!start.starts_with("\xFF\xFE") && !start.starts_with("\xFE\xFF")) return;
        ended = true;
        begin = end;
        throw InputError(name, 1, "the text is UTF-16",
                         "Convert it to UTF-8: iconv -f UTF-16 -t UTF-8 FILE");
    }

    /// Whether there is a CR, and more must be read to tell what it is.
    bool may_be_returns(std::size_t from) {
        const std::string_view fresh(buffer.data() + from, end - from);
        if (line_ends == LineEnds::unknown && fresh.find('\n') != std::string_view::npos) {
            line_ends = LineEnds::feeds;
        }
        return line_ends == LineEnds::unknown && fresh.find('\r') != std::string_view::npos;
    }

    /// Turns each CR, with the LF behind it, into an LF if the file has no LF near its first CR.
    void unify_line_ends(std::size_t from) {
        if (may_be_returns(from)) line_ends = LineEnds::returns;
        if (line_ends != LineEnds::returns) return;
        std::size_t to = from;
        for (std::size_t i = from; i < end; ++i) {
            const char c = buffer[i];
            const bool is_second_half = c == '\n' && after_return;
            after_return = c == '\r';
            if (!is_second_half) buffer[to++] = after_return ? '\n' : c;
        }
        end = to;
    }

    std::string name;
    Bytes bytes;
    LineOptions options;
    std::vector<char> buffer = std::vector<char>(chunk_size);
    std::size_t begin = 0;
    std::size_t end = 0;
    std::size_t number = 0;
    enum class LineEnds { unknown, feeds, returns };
    LineEnds line_ends = LineEnds::unknown;
    bool after_return = false;  ///< Whether the last byte that was read was a CR.

    bool in_line = false;  ///< Whether the end of the line is still to be read.
    bool ended = false;
};

LineSource::LineSource(const std::string& path, LineOptions options)
    : state_(std::make_unique<State>(path, std::move(options))) {}
LineSource::LineSource(LineSource&&) noexcept = default;
LineSource& LineSource::operator=(LineSource&&) noexcept = default;
LineSource::~LineSource() = default;

std::string_view LineSource::take_part() {
    State& state = *state_;
    if (state.begin == state.end && !state.fill()) return {};
    if (!state.in_line) ++state.number;
    const std::string_view rest = state.rest();
    const std::size_t newline = rest.find('\n');
    state.in_line = newline == std::string_view::npos;
    const std::string_view part = state.in_line ? rest : rest.substr(0, newline + 1);
    state.begin += part.size();
    return part;
}

Line LineSource::read_line(std::string& line) {
    State& state = *state_;
    const std::size_t longest = state.options.longest;
    line.clear();
    bool too_long = false;
    std::string_view part = take_part();
    if (part.empty()) return Line::end;
    for (; !part.empty(); part = state.in_line ? take_part() : std::string_view()) {
        // Two bytes more than the longest are kept for the CR and the LF of a CRLF.
        if (line.size() + part.size() > longest + 2) too_long = true;
        if (!too_long) line += part;
    }
    if (!line.empty() && line.back() == '\n') line.pop_back();
    if (!line.empty() && line.back() == '\r') line.pop_back();
    if (too_long || line.size() > longest) {
        line = {};  // Gives the memory back as well.
        return Line::too_long;
    }
    if (state.number == 1 && line.starts_with(byte_order_mark)) {
        line.erase(0, byte_order_mark.size());
    }
    return Line::read;
}

void LineSource::skip_lines() {
    std::string line;
    while (state_->number < state_->options.skip && read_line(line) != Line::end) continue;
}

Line LineSource::next(std::string& line) {
    State& state = *state_;
    skip_lines();
    const Line result = read_line(line);
    const std::string& prefix = state.options.strip_prefix;
    if (state.number == state.options.skip + 1 && line.starts_with(prefix)) {
        line.erase(0, prefix.size());
    }
    return result;
}

std::string_view LineSource::peek(std::size_t lines) {
    constexpr std::size_t most = 4096;
    State& state = *state_;
    skip_lines();
    std::size_t end = 0;  // Of the lines that have been found.
    while (lines > 0) {
        const std::string_view rest = state.rest().substr(0, most);
        const std::size_t newline = rest.find('\n', end);
        if (newline != std::string_view::npos) {
            end = newline + 1;
            --lines;
        } else if (rest.size() == most || !state.fill()) {
            end = rest.size();
            break;
        }
    }
    std::string_view bytes = state.rest().substr(0, end);
    if (state.number == 0 && bytes.starts_with(byte_order_mark)) {
        bytes.remove_prefix(byte_order_mark.size());
    }
    if (bytes.starts_with(state.options.strip_prefix)) {
        bytes.remove_prefix(state.options.strip_prefix.size());
    }
    return bytes;
}

std::string_view LineSource::next_part() {
    State& state = *state_;
    if (state.number <= state.options.skip && !state.in_line) {
        // Lets what does not belong to the first line pass.
        const std::string_view bytes = peek(1);
        state.begin = static_cast<std::size_t>(bytes.data() - state.buffer.data());
    }
    return take_part();
}

std::size_t LineSource::number() const {
    return state_->number;
}
const std::string& LineSource::name() const {
    return state_->name;
}
std::uint64_t LineSource::bytes_read() const {
    return state_->bytes.file().bytes_read();
}
std::uint64_t LineSource::bytes_total() const {
    return state_->bytes.file().size();
}

}  // namespace quire::corpus
