#include "cli/tool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <exception>
#include <new>

#include "cli/characters.hpp"
#include "cli/options.hpp"
#include "quire/error.hpp"

namespace quire::cli {

namespace {

/// A descriptor that the tool was started without would go to the next file that is opened, and
/// messages would be written into an index. It is given something that cannot be written to.
void fill_standard_descriptors() {
    for (int descriptor = STDIN_FILENO; descriptor <= STDERR_FILENO; ++descriptor) {
        if (::fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) {
            ::open("/dev/null", O_RDONLY);
        }
    }
}

}  // namespace

std::string_view version() {
    return QUIRE_VERSION;
}

void report(std::string_view name, std::string_view message, std::string_view hint) {
    std::string text = std::string(name) + ": " + printable(message) + "\n";
    if (!hint.empty()) text += "  " + printable(hint) + "\n";
    write_error(text);
}

int run_tool(std::string_view name, Exit (*tool)(int argc, char** argv, StandardOutput& output),
             int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    fill_standard_descriptors();
    Exit exit = Exit::failure;
    try {
        StandardOutput output;
        exit = tool(argc, argv, output);
        output.flush();
    } catch (const ClosedPipe&) {
        exit = Exit::done;
    } catch (const UsageError& error) {
        report(name, error.what(), "`" + std::string(name) + " --help` explains the usage.");
        exit = Exit::usage;
    } catch (const Error& error) {
        report(name, error.what(), error.hint());
        exit = error.code() == ErrorCode::invalid_argument ? Exit::usage : Exit::failure;
    } catch (const std::bad_alloc&) {
        report(name, "out of memory");
    } catch (const std::exception& error) {
        report(name, std::string("internal error: ") + error.what(), "Please report it.");
    }
    return static_cast<int>(exit);
}

}  // namespace quire::cli
