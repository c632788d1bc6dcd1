#include "cli/progress.hpp"

#include <unistd.h>

#include <string>

#include "cli/numbers.hpp"
#include "cli/streams.hpp"
#include "cli/terminal.hpp"

namespace quire::cli {

namespace {

/// "1:05:09", "5:09"
std::string clock_time(std::uint64_t seconds) {
    const auto two = [](std::uint64_t number) {
        return (number < 10 ? "0" : "") + std::to_string(number);
    };
    const std::uint64_t minutes = seconds / 60;
    if (minutes < 60) return std::to_string(minutes) + ":" + two(seconds % 60);
    return std::to_string(minutes / 60) + ":" + two(minutes % 60) + ":" + two(seconds % 60);
}

}  // namespace

Progress::Progress(bool enabled, std::uint64_t bytes_total)
    : enabled_(enabled && terminal(STDERR_FILENO).is_terminal), bytes_total_(bytes_total) {}

void Progress::update(std::uint64_t documents, std::uint64_t bytes) {
    if (!enabled_) return;
    constexpr std::chrono::milliseconds interval{100};
    const Clock::time_point now = Clock::now();
    if (now < next_) return;
    next_ = now + interval;
    const double seconds = std::chrono::duration<double>(now - start_).count();
    const double rate = seconds > 0 ? static_cast<double>(bytes) / seconds : 0;
    std::string line = counted(documents, "document") + ", " + rounded(rate / 1e6) + " MB/s";
    if (bytes_total_ > bytes && rate > 0) {
        const double left = static_cast<double>(bytes_total_ - bytes) / rate;
        line += ", " + clock_time(static_cast<std::uint64_t>(left)) + " left";
    }
    write_error("\r\x1b[K" + line);
    shown_ = true;
}

void Progress::erase() {
    if (shown_) write_error("\r\x1b[K");
    shown_ = false;
}

}  // namespace quire::cli
