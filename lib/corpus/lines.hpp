// The lines of a file, whatever it is compressed with.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace quire::corpus {

/// The longest record in bytes, also of one over several lines: a longer one cannot be a paper, and
/// while it is read it takes several times as much memory.
inline constexpr std::size_t longest_record = std::size_t{16} << 20;

/// "16 MiB", as messages have it.
inline std::string longest_record_name() {
    return std::to_string(longest_record >> 20) + " MiB";
}

struct LineOptions {
    std::size_t skip = 0;           ///< Lines at the start that are passed over; they are counted.
    std::string strip_prefix = {};  ///< Taken off the first line after them, if it begins with it.

    std::size_t longest = longest_record;  ///< The longest line in bytes that is kept.
};

/// What `LineSource::next` came to.
enum class Line {
    read,
    too_long,  ///< Passed over to its end, in bounded memory.
    end,
};

/// Reads a file or standard input line by line. Data compressed with gzip, bzip2, zstd or xz is
/// known by its first bytes. Lines end with LF or CRLF, the last one also without; with CR as well in
/// files that know no LF, which old Macs wrote. A byte order mark at the start of the file is no part
/// of the first line.
///
/// Where reading throws InputError, all that could be read before has been returned, but for the
/// part of a line, and the source is at its end.
///
/// Thread contract: one thread at a time. Move-only.
class LineSource {
public:
    /// @param path a file, or "-" for standard input
    /// @throws Error not_found, io
    explicit LineSource(const std::string& path, LineOptions options = {});
    LineSource(LineSource&&) noexcept;
    LineSource& operator=(LineSource&&) noexcept;
    ~LineSource();

    /// Reads the next line into `line`, without its end.
    /// @throws Error io: reading failed. InputError: compressed data is damaged or cut short, or the
    ///         text is UTF-16. After that the source is at its end.
    Line next(std::string& line);

    /// The next bytes of the file: to the end of a line, with the end, or as many as are at hand.
    /// For formats whose records do not care for lines, which may be of any length. Empty at the
    /// end; valid until the source is used again.
    /// @throws Error, as `next`
    std::string_view next_part();

    /// The first bytes that will be read: that many lines, but at most 4 KiB; fewer only if the
    /// file has no more. Waits for no more than that, as they may come from a pipe. To be called
    /// before anything is read; valid until then.
    /// @throws Error, as `next`
    std::string_view peek(std::size_t lines);

    /// The line read last, counted from 1; 0 before the first.
    std::size_t number() const;

    /// As messages name it: the path, or "standard input".
    const std::string& name() const;

    /// Bytes read so far of the file as it is on disk, and its size; 0 where it has none (a pipe).
    std::uint64_t bytes_read() const;
    std::uint64_t bytes_total() const;

private:
    std::string_view take_part();
    Line read_line(std::string& line);
    void skip_lines();

    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace quire::corpus
