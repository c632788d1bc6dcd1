// Runs a command and appends its wall time, peak memory and processor time to a file:
//
//     measure FILE COMMAND [ARGUMENT...]
//
// One line: seconds, mebibytes, seconds of user and system. Exits as the command did.
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <fstream>

int main(int argc, char** argv) {
    if (argc < 3) {
        std::fputs("usage: measure FILE COMMAND [ARGUMENT...]\n", stderr);
        return 2;
    }
    const auto start = std::chrono::steady_clock::now();
    const pid_t child = fork();
    if (child == 0) {
        execvp(argv[2], argv + 2);
        std::perror(argv[2]);
        _exit(127);
    }
    int status = 0;
    rusage usage{};
    if (child < 0 || wait4(child, &status, 0, &usage) != child) {
        std::perror("measure");
        return 1;
    }
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;

    const auto in_seconds = [](const timeval& time) {
        return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6;
    };

    std::ofstream out(argv[1], std::ios::app);
    out << seconds.count() << ' ' << static_cast<double>(usage.ru_maxrss) / 1024 << ' '
        << in_seconds(usage.ru_utime) + in_seconds(usage.ru_stime) << '\n';
    if (!out.flush()) {
        std::perror(argv[1]);
        return 1;
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
