#include "cli/tool.hpp"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <exception>
#include <new>
#include <vector>

#include "cli/characters.hpp"
#include "cli/help.hpp"
#include "completion/shells.hpp"
#include "man/man.hpp"
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

std::string generated(const Tool& tool, std::string_view what) {
    if (what == "man") return man::render(tool.page());
    std::string names = "man";
    for (const completion::Shell& shell : completion::shells()) {
        if (shell.name == what) return shell.script(tool.name);
        names += ", " + std::string(shell.name);
    }
    throw UsageError("--generate: expected one of " + names + ", got \"" + std::string(what) +
                     "\"");
}

/// Never fails: in the midst of typing, messages would be in the way.
std::string completed(const Tool& tool, std::string_view shell_name,
                      std::span<const std::string> arguments) {
    try {
        for (const completion::Shell& shell : completion::shells()) {
            if (shell.name != shell_name) continue;
            const auto found = completion::candidates({tool.options, tool.placement, tool.operands},
                                                      shell.words(arguments));
            return shell.reply(found, arguments);
        }
    } catch (const std::exception&) {
        return {};
    }
    return {};
}

Exit run(const Tool& tool, int argc, char** argv, StandardOutput& output) {
    const std::vector<std::string> words(argv + std::min(argc, 1), argv + argc);
    if (words.size() == 2 && words[0] == "--generate") {
        output.write(generated(tool, words[1]));
        return Exit::done;
    }
    if (words.size() >= 2 && words[0] == "--complete") {
        output.write(completed(tool, words[1], std::span(words).subspan(2)));
        return Exit::done;
    }
    const Arguments arguments(argc, argv, tool.options, tool.placement);
    if (arguments.has("help")) {
        output.write(help(tool.page()));
        return Exit::done;
    }
    if (arguments.has("version")) {
        output.write(std::string(tool.name) + " " + std::string(version()) + "\n");
        return Exit::done;
    }
    return tool.run(arguments, output);
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

Section completion_section(std::string_view tool) {
    const std::string name(tool);
    return {"Completion",
            {Paragraph{"Packages install scripts that complete options, their values and operands "
                       "in bash and zsh. Without a package, in bash:"},
             Verbatim{"source <(" + name + " --generate bash)"},
             Paragraph{"and in zsh, after compinit:"},
             Verbatim{"source <(" + name + " --generate zsh)"},
             Paragraph{"`" + name + " --generate man` prints this page."}},
            true};
}

int run_tool(const Tool& tool, int argc, char** argv) {
    std::signal(SIGPIPE, SIG_IGN);
    fill_standard_descriptors();
    Exit exit = Exit::failure;
    try {
        StandardOutput output;
        exit = run(tool, argc, argv, output);
        output.flush();
    } catch (const ClosedPipe&) {
        exit = Exit::done;
    } catch (const UsageError& error) {
        report(tool.name, error.what(),
               "`" + std::string(tool.name) + " --help` explains the usage.");
        exit = Exit::usage;
    } catch (const Error& error) {
        report(tool.name, error.what(), error.hint());
        exit = error.code() == ErrorCode::invalid_argument ? Exit::usage : Exit::failure;
    } catch (const std::bad_alloc&) {
        report(tool.name, "out of memory");
    } catch (const std::exception& error) {
        report(tool.name, std::string("internal error: ") + error.what(), "Please report it.");
    }
    return static_cast<int>(exit);
}

}  // namespace quire::cli
