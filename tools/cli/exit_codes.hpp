// What the exit status of a tool says.
#pragma once

#include <array>
#include <string_view>

namespace quire::cli {

enum class Exit : int { done = 0, incomplete = 1, usage = 2, failure = 3, timed_out = 4 };

/// A row of the table of exit codes: what each says, by tool; empty where the tool has none.
struct ExitCode {
    Exit code;
    std::string_view name;
    std::string_view quire;
    std::string_view quire_index;
    std::string_view quire_eval;
};

inline constexpr std::array<ExitCode, 5> exit_codes = {{
    {Exit::done, "done", "there are hits", "done", "done"},
    {Exit::incomplete, "incomplete", "there are no hits",
     "done, but records were skipped, or an input has none; damage was found, or papers are lost",
     "the run of --verify-run is another one now"},
    {Exit::usage, "usage", "wrong usage, or a query with errors under --strict", "wrong usage",
     "wrong usage"},
    {Exit::failure, "failure", "failure",
     "failure; the index is as it was, or the message says otherwise", "failure"},
    {Exit::timed_out, "timed out",
     "time ran out: there may be more hits than were printed, or hits where none were", "", ""},
}};

}  // namespace quire::cli
