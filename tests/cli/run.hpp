// Runs the built tools as a person or a script would.
#pragma once

#include <csignal>
#include <map>
#include <string>
#include <vector>

namespace quire::test {

/// What a stream of a command is connected to.
enum class Stream {
    pipe,
    closed_pipe,  ///< One that nobody reads from any more.
    full_device,  ///< /dev/full: there is no room for anything.
    terminal,     ///< 60 columns wide.
    closed,       ///< Nothing at all.
};

struct Command {
    /// The tool, or a program with its path, and its arguments.
    std::vector<std::string> words;
    std::string input = {};
    std::map<std::string, std::string> environment = {};
    Stream output = Stream::pipe;
    Stream errors = Stream::pipe;

    /// Sent when the command has written something to standard error; standard input then stays
    /// open until the command ends.
    int signal = 0;
};

struct Outcome {
    int status = -1;     ///< Exit status; -1 if a signal ended it.
    std::string output;  ///< What arrived; empty for streams that nothing can arrive on.
    std::string errors;
};

Outcome run(const Command& command);

/// Runs a line of a shell in `folder`, the tools first on its path.
Outcome run_shell(const std::string& line, const std::string& folder);

/// Whether there is a program of this name. A test that needs one, and hears no, prints that it
/// skips, and returns.
bool has_program(const std::string& name);

/// Whether this machine gives out terminals. A test that needs one, and hears no, prints that it
/// skips, and returns.
bool has_terminals();

/// Runs commands and writes down what they did, to compare it with a file in tests/cli/golden/.
/// With QUIRE_RENEW_GOLDEN=1 in the environment the file is written instead: look at what changed
/// in it before it is committed.
class Transcript {
public:
    /// @param folder stands as DIR in the transcript
    Transcript(std::string name, std::string folder);

    Outcome run(const Command& command);

    /// Compares.
    void check() const;

private:
    std::string name_;
    std::string folder_;
    std::string text_;
};

}  // namespace quire::test
