// An index before and after a run of quire-index, and runs that are disturbed on the way.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "cli/run.hpp"
#include "crash/disk.hpp"
#include "support.hpp"

namespace quire::test {

/// What is done to a process at one of its calls: see crash/shim.cpp.
struct Fault {
    std::string action;
    std::int64_t at = 0;
    int error = 0;
    std::string count = "changes";
};

/// A run of quire-index. DIR stands for the folder of the inputs.
struct Scenario {
    std::string name;
    std::vector<std::string>
        before;  ///< Arguments of what makes the old index; none: there is none.
    std::vector<std::string> arguments;
    bool damages_image = false;  ///< Whether the old index is to have a damaged image.
    std::string index = "papers.index";
};

const std::vector<Scenario>& scenarios();

/// What a user can see of an index.
struct Seen {
    bool is_there = false;
    std::string wrong;  ///< What must not be, whatever the index holds.
    std::string info;
    std::string answers;

    bool operator==(const Seen& other) const = default;
};

class Stage {
public:
    explicit Stage(const Scenario& scenario);

    const std::string& name() const { return scenario_.name; }
    const Seen& before() const { return before_; }
    const Seen& after() const { return after_; }
    /// The disk before a run without a fault, and what that did to it.
    const Disk& start() const { return *start_; }
    const std::vector<Change>& changes() const { return changes_; }
    std::filesystem::path index() const { return disk() / scenario_.index; }
    /// The folder of the index, and all that is watched.
    std::filesystem::path disk() const { return folder_ / "disk"; }
    std::filesystem::path log() const { return folder_ / "log"; }

    /// Puts the old index on the disk.
    void reset() const;
    /// Runs the scenario, undisturbed or not.
    Outcome run() const;
    Outcome run(const Fault& fault) const;
    /// Runs a tool, disturbed.
    Outcome run(std::vector<std::string> words, const Fault& fault) const;
    /// Whether the last disturbed run came to what it was to be disturbed by.
    bool was_disturbed() const { return std::filesystem::file_size(log()) > 0; }

    Seen look() const;

    /// What is wrong with the index on the disk, or empty: it must be as one of `allowed`; and
    /// after the scenario was run once more, as if nothing had come between.
    std::string problem(const std::vector<Seen>& allowed) const;

    /// What is wrong after a run that a fault other than a kill disturbed, or empty.
    std::string problem_of(const Outcome& outcome, const Fault& fault) const;

private:
    std::vector<std::string> words(const std::vector<std::string>& arguments) const;
    std::vector<std::string> files() const;

    Scenario scenario_;
    TemporaryDirectory folder_;
    Seen before_;
    Seen after_;
    std::vector<std::string> files_after_;
    std::optional<Disk> start_;
    std::vector<Change> changes_;
};

/// Whether processes can be disturbed. A test that hears no prints that it skips, and returns.
bool can_disturb();

}  // namespace quire::test
