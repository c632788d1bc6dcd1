#include "cli/run.hpp"

#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <stdexcept>
#include <system_error>

#include "support.hpp"

namespace quire::test {

namespace {

int checked(int result) {
    if (result < 0) throw std::system_error(errno, std::generic_category(), "run");
    return result;
}

/// Both ends of a stream: `child` for the command, `parent` for the test, -1 for none.
struct Ends {
    int parent = -1;
    int child = -1;
};

Ends open_pipe() {
    std::array<int, 2> ends{};
    checked(::pipe2(ends.data(), O_CLOEXEC));
    return {ends[0], ends[1]};
}

Ends open_terminal() {
    const int parent = checked(::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    checked(::grantpt(parent));
    checked(::unlockpt(parent));
    const int child = checked(::open(::ptsname(parent), O_RDWR | O_NOCTTY | O_CLOEXEC));
    termios settings{};
    checked(::tcgetattr(child, &settings));
    ::cfmakeraw(&settings);  // Line breaks arrive as they were written.
    checked(::tcsetattr(child, TCSANOW, &settings));
    winsize size{};
    size.ws_col = 60;
    size.ws_row = 24;
    checked(::ioctl(child, TIOCSWINSZ, &size));
    return {parent, child};
}

Ends open_stream(Stream stream) {
    switch (stream) {
        case Stream::pipe:
            return open_pipe();
        case Stream::terminal:
            return open_terminal();
        case Stream::full_device:
            return {-1, checked(::open("/dev/full", O_WRONLY | O_CLOEXEC))};
        case Stream::closed:
            return {};
        case Stream::closed_pipe:
            break;
    }
    Ends ends = open_pipe();
    ::close(ends.parent);
    ends.parent = -1;
    return ends;
}

/// The environment of the tests, without what changes the output.
std::vector<std::string> environment(const std::map<std::string, std::string>& changes) {
    std::map<std::string, std::string> all;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string text = *entry;
        const std::size_t equals = text.find('=');
        if (equals != std::string::npos) all[text.substr(0, equals)] = text.substr(equals + 1);
    }
    all.erase("NO_COLOR");
    all["TERM"] = "xterm";
    for (const auto& [name, value] : changes) all[name] = value;
    std::vector<std::string> entries;
    for (const auto& [name, value] : all) entries.push_back(name + "=" + value);
    return entries;
}

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> result;
    for (std::string& text : texts) result.push_back(text.data());
    result.push_back(nullptr);
    return result;
}

/// Takes what there is to read; closes the descriptor at the end.
void receive(int& descriptor, std::string& text) {
    std::array<char, 65536> buffer{};
    const ssize_t count = ::read(descriptor, buffer.data(), buffer.size());
    if (count > 0) {
        text.append(buffer.data(), static_cast<std::size_t>(count));
    } else if (count == 0 || errno != EINTR) {  // A terminal ends with an error.
        ::close(descriptor);
        descriptor = -1;
    }
}

/// The command line as one would type it.
std::string shown(const Command& command) {
    std::string line = "$";
    for (const std::string& word : command.words) {
        const bool plain = !word.empty() && word.find_first_of(" '\"\\\t\n") == std::string::npos;
        line += plain ? " " + word : " '" + word + "'";
    }
    return line;
}

}  // namespace

bool has_terminals() {
    const int parent = ::posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
    if (parent >= 0) {
        ::close(parent);
        return true;
    }
    MESSAGE("skipped: needs terminals (/dev/pts)");
    return false;
}

Outcome run(const Command& command) {
    std::vector<std::string> words = command.words;
    if (!words.front().starts_with('/')) words.front() = test::tool(words.front());
    std::vector<std::string> entries = environment(command.environment);
    const std::vector<char*> argv = pointers(words);
    const std::vector<char*> envp = pointers(entries);

    std::array<int, 2> input{};
    checked(::pipe2(input.data(), O_CLOEXEC));
    Ends output = open_stream(command.output);
    Ends errors = open_stream(command.errors);

    const pid_t child = checked(::fork());
    if (child == 0) {
        ::dup2(input[0], STDIN_FILENO);
        const auto connect = [](int from, int to) {
            if (from >= 0) {
                ::dup2(from, to);
            } else {
                ::close(to);
            }
        };
        connect(output.child, STDOUT_FILENO);
        connect(errors.child, STDERR_FILENO);
        ::execve(argv.front(), argv.data(), envp.data());
        ::_exit(127);
    }
    ::close(input[0]);
    if (output.child >= 0) ::close(output.child);
    if (errors.child >= 0) ::close(errors.child);

    // A command that does not read its input must not end the tests.
    const auto previous = std::signal(SIGPIPE, SIG_IGN);
    Outcome outcome;
    std::string_view unsent = command.input;
    bool signal_sent = false;
    while (output.parent >= 0 || errors.parent >= 0) {
        if (unsent.empty() && input[1] >= 0 && command.signal == 0) {
            ::close(input[1]);
            input[1] = -1;
        }
        const int sending = unsent.empty() ? -1 : input[1];
        std::array<pollfd, 3> waiting = {
            {{output.parent, POLLIN, 0}, {errors.parent, POLLIN, 0}, {sending, POLLOUT, 0}}};
        if (::poll(waiting.data(), waiting.size(), -1) < 0) continue;
        if (waiting[0].revents != 0) receive(output.parent, outcome.output);
        if (waiting[1].revents != 0) receive(errors.parent, outcome.errors);
        if (waiting[2].revents != 0) {
            const std::string_view piece = unsent.substr(0, 4096);
            const ssize_t count = ::write(input[1], piece.data(), piece.size());
            unsent.remove_prefix(count < 0 ? unsent.size() : static_cast<std::size_t>(count));
        }
        if (command.signal != 0 && !signal_sent && !outcome.errors.empty()) {
            ::kill(child, command.signal);
            signal_sent = true;
        }
    }
    if (input[1] >= 0) ::close(input[1]);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    std::signal(SIGPIPE, previous);
    if (WIFEXITED(status)) outcome.status = WEXITSTATUS(status);
    return outcome;
}

Outcome run_shell(const std::string& line, const std::string& folder) {
    const std::string path = std::getenv("PATH") == nullptr ? "/usr/bin:/bin" : std::getenv("PATH");
    return run({.words = {"/bin/sh", "-c", "cd '" + folder + "' && " + line},
                .environment = {{"PATH", tool("") + ":" + path}, {"LC_ALL", "C.UTF-8"}}});
}

bool has_program(const std::string& name) {
    if (run_shell("command -v " + name, "/").status == 0) return true;
    MESSAGE("skipped: needs the program " << name);
    return false;
}

Transcript::Transcript(std::string name, std::string folder)
    : name_(std::move(name)), folder_(std::move(folder)) {}

Outcome Transcript::run(const Command& command) {
    Outcome outcome = test::run(command);
    const auto block = [](const std::string& title, const std::string& text) {
        if (text.empty()) return std::string();
        return title + "\n" + text + (text.back() == '\n' ? "" : "\n(no line break)\n");
    };
    std::string text = shown(command) + "\n" + block("-- output", outcome.output) +
                       block("-- errors", outcome.errors) + "-- exit status " +
                       std::to_string(outcome.status) + "\n\n";
    for (std::size_t at = 0; (at = text.find(folder_, at)) != std::string::npos;) {
        text.replace(at, folder_.size(), "DIR");
    }
    text_ += text;
    return outcome;
}

void Transcript::check() const {
    const std::filesystem::path file = source_file("tests/cli/golden") / (name_ + ".txt");
    if (std::getenv("QUIRE_RENEW_GOLDEN") != nullptr) {
        write_file(file, text_);
        return;
    }
    const std::string expected = std::filesystem::exists(file) ? read_file(file) : "";
    if (text_ == expected) return;
    const auto difference =
        std::mismatch(text_.begin(), text_.end(), expected.begin(), expected.end());
    const auto line = 1 + std::count(text_.begin(), difference.first, '\n');
    FAIL_CHECK(file.string() << " differs from line " << line << " on; this is it now:\n" << text_);
}

}  // namespace quire::test
