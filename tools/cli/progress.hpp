// The line that says how far an indexing has come.
#pragma once

#include <chrono>
#include <cstdint>

namespace quire::cli {

/// A line on standard error that is written over again and again. Does nothing where standard error
/// is no terminal.
class Progress {
public:
    /// @param bytes_total of the input; 0 where it is not known
    Progress(bool enabled, std::uint64_t bytes_total);
    ~Progress() { erase(); }
    Progress(const Progress&) = delete;
    Progress& operator=(const Progress&) = delete;

    /// Cheap: writes a few times a second only.
    void update(std::uint64_t documents, std::uint64_t bytes);

    /// Takes the line away, so that other text can be written.
    void erase();

private:
    using Clock = std::chrono::steady_clock;

    bool enabled_;
    bool shown_ = false;
    std::uint64_t bytes_total_;
    Clock::time_point start_ = Clock::now();
    Clock::time_point next_ = start_;  ///< When to write again.
};

}  // namespace quire::cli
