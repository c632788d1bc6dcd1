// What the tests share: places for files, and the real data that some of them need.
#pragma once

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace quire::test {

/// A directory of its own, gone with the object.
class TemporaryDirectory {
public:
    TemporaryDirectory();
    ~TemporaryDirectory();
    TemporaryDirectory(const TemporaryDirectory&) = delete;
    TemporaryDirectory& operator=(const TemporaryDirectory&) = delete;

    const std::filesystem::path& path() const { return path_; }
    std::filesystem::path operator/(std::string_view name) const { return path_ / name; }

private:
    std::filesystem::path path_;
};

std::string read_file(const std::filesystem::path& path);
void write_file(const std::filesystem::path& path, std::string_view bytes);

/// A file of the project, by its path from the top.
std::filesystem::path source_file(std::string_view name);

/// The executable of a tool of the build that is tested, e.g. "quire"; a path is taken from there,
/// and an absolute one as it is.
std::string tool(std::string_view name);

/// A file under $QUIRE_DATA; nothing where the data is not there. A test that gets nothing prints
/// that it skips, and returns.
std::optional<std::filesystem::path> data_file(std::string_view name);

/// Whether tests that try things at random are to take their time: QUIRE_LONG=1, which
/// `tests/run.sh long` sets.
bool long_mode();

/// Whether the tests run under a sanitizer, where all takes several times as long.
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
inline constexpr bool sanitized = true;
#else
inline constexpr bool sanitized = false;
#endif

/// How often to try what is tried `times` times: a quarter of it under a sanitizer, which looks
/// closer each time.
constexpr std::size_t rounds(std::size_t times) {
    return sanitized ? (times + 3) / 4 : times;
}

/// What such tests begin with: some numbers that stay, and one of this run, which is printed;
/// QUIRE_SEED has that one come again.
std::vector<std::uint64_t> seeds();

/// Says how often such a test tried something, and how often it went wrong; `tests/run.sh long` adds
/// up the lines.
void report_count(std::string_view what, std::size_t tried, std::size_t wrong);

}  // namespace quire::test
