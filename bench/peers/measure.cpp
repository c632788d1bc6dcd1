// Runs a command without its output and appends to a file, as a line of JSON, what it took:
//
//     peers_measure FILE WHAT ENGINE COMMAND [ARGUMENT...]
//
// Seconds from start to end and peak memory in mebibytes. Exits as the command did.
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>
#include <nlohmann/json.hpp>

int main(int argc, char** argv) {
    if (argc < 5) {
        std::fputs("usage: peers_measure FILE WHAT ENGINE COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        dup2(open("/dev/null", O_WRONLY), STDOUT_FILENO);
        execvp(argv[4], argv + 4);
        std::perror(argv[4]);
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        std::perror("peers_measure");
        return 1;
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;

    std::ofstream out(argv[1], std::ios::app);
    out << nlohmann::json{{"what", argv[2]},
                          {"engine", argv[3]},
                          {"seconds", seconds.count()},
                          {"mib", static_cast<double>(usage.ru_maxrss) / 1024}}
        << '\n';
    if (!out.flush()) {
        std::perror(argv[1]);
        return 1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
