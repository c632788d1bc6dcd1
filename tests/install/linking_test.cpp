// quire as other projects see it: installed, through pkg-config, as a part of their source tree,
// and what its shared library shows. Runs where the build has both libraries.
#include <chrono>
#include <filesystem>
#include <map>
#include <optional>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include "base/file.hpp"
#include "cli/run.hpp"
#include "quire/corpus.hpp"
#include "support.hpp"

namespace fs = std::filesystem;
using namespace quire;

namespace {

const fs::path build = fs::path(test::tool("..")).lexically_normal();

/// The folder that these tests work in. It stays, so that not all is built each time; other processes
/// wait until this one has ended.
const fs::path& work() {
    static const fs::path folder = [] {
        fs::create_directories(build / "linking");
        return build / "linking";
    }();
    static const std::optional<FileLock> lock =
        FileLock::acquire(folder, LockKind::exclusive, std::chrono::minutes(20));
    REQUIRE(lock.has_value());
    return folder;
}

/// An entry of the build's CMakeCache.txt; empty where it has none.
std::string cached(const std::string& name) {
    const std::string cache = test::read_file(build / "CMakeCache.txt");
    std::smatch found;
    std::regex_search(cache, found, std::regex("\n" + name + ":[A-Z]+=([^\n]*)"));
    return found.empty() ? "" : found[1].str();
}

/// The version that the interface of the library belongs to.
std::string interface_version() {
    return cached("CMAKE_PROJECT_VERSION_MAJOR") + "." + cached("CMAKE_PROJECT_VERSION_MINOR");
}

/// Runs a command that must succeed; what it writes to standard output.
std::string succeed(const std::vector<std::string>& words,
                    const std::map<std::string, std::string>& environment = {}) {
    const test::Outcome outcome = test::run({.words = words, .environment = environment});
    std::string line;
    for (const std::string& word : words) line += word + " ";
    REQUIRE_MESSAGE(outcome.status == 0, line << "\n" << outcome.output << outcome.errors);
    return outcome.output;
}

std::string shell(const std::string& line,
                  const std::map<std::string, std::string>& environment = {}) {
    return succeed({"/bin/sh", "-c", line}, environment);
}

std::string in_quotes(const fs::path& path) {
    return "'" + path.string() + "'";
}

/// The headers that lib/ includes and a program must not need.
std::set<std::string> foreign_headers() {
    static const std::regex include(
        "\n#include <((?:xapian|unicode|boost|nlohmann|pugi|zlib)[^>]*)>");
    std::set<std::string> names;
    for (const fs::directory_entry& entry :
         fs::recursive_directory_iterator(test::source_file("lib"))) {
        if (!entry.is_regular_file()) continue;
        const std::string text = "\n" + test::read_file(entry.path());
        for (std::sregex_iterator i(text.begin(), text.end(), include), end; i != end; ++i) {
            names.insert((*i)[1]);
        }
    }
    return names;
}

/// A folder with those headers, each of which stops the compiler.
const fs::path& poison() {
    static const fs::path folder = [] {
        const std::set<std::string> headers = foreign_headers();
        CHECK(headers.contains("xapian.h"));
        CHECK(headers.contains("nlohmann/json.hpp"));
        CHECK(headers.size() > 10);
        for (const std::string& header : headers) {
            const fs::path file = work() / "poison" / header;
            fs::create_directories(file.parent_path());
            test::write_file(file, "#error \"" + header + " must not be needed\"\n");
        }
        return work() / "poison";
    }();
    return folder;
}

/// The build that is tested, installed with both libraries.
const fs::path& installed() {
    static const fs::path prefix = [] {
        fs::remove_all(work() / "installed");
        succeed({cached("CMAKE_COMMAND"), "--install", build.string(), "--prefix",
                 (work() / "installed").string()});
        return work() / "installed";
    }();
    return prefix;
}

/// Configures and builds the consumer project; gives the program.
fs::path build_consumer(const std::string& name, const std::vector<std::string>& settings) {
    const fs::path folder = work() / name;
    const std::string cmake = cached("CMAKE_COMMAND");
    std::vector<std::string> words = {
        cmake,
        "-S",
        test::source_file("tests/install/consumer").string(),
        "-B",
        folder.string(),
        "-G",
        "Ninja",
        "-DCMAKE_CXX_COMPILER=" + cached("CMAKE_CXX_COMPILER"),
        "-DCMAKE_CXX_COMPILER_LAUNCHER=" + cached("CMAKE_CXX_COMPILER_LAUNCHER"),
        "-DPOISON=" + poison().string(),
        "-DQUIRE_WANTED_VERSION=" + interface_version()};
    words.insert(words.end(), settings.begin(), settings.end());
    succeed(words);
    succeed({cmake, "--build", folder.string(), "-j",
             std::to_string(std::thread::hardware_concurrency())});
    return folder / "consumer";
}

/// Compiles the consumer with what pkg-config says; gives the program.
fs::path compile_consumer(const std::string& name, const fs::path& prefix,
                          const std::string& options) {
    const fs::path program = work() / name;
    shell(in_quotes(cached("CMAKE_CXX_COMPILER")) +
              " -std=c++20 -Wall -Wextra -Wpedantic -Werror -I" + in_quotes(poison()) + " " +
              in_quotes(test::source_file("tests/install/consumer/main.cpp")) + " -o " +
              in_quotes(program) + " $(pkg-config " + options + " --cflags --libs quire)",
          {{"PKG_CONFIG_PATH", (prefix / cached("CMAKE_INSTALL_LIBDIR") / "pkgconfig").string()}});
    return program;
}

enum class Linked { shared, statically };

/// Runs a consumer and looks at what it prints and at the libraries that it names itself.
void check_consumer(const fs::path& program, Linked linked,
                    const std::map<std::string, std::string>& environment = {}) {
    const test::TemporaryDirectory folder;
    CHECK(succeed({program.string(), folder / "x.index"}, environment) ==
          "not_found\nModels of parsing\nParsing\nndcg@10\n3 documents, " +
              std::to_string(formats().size()) + " formats\n");
    const std::string needed = shell("readelf -d " + in_quotes(program) + " | grep NEEDED");
    const auto needs = [&](const std::string& library) {
        return needed.find("[lib" + library) != std::string::npos;
    };
    CHECK(needs("quire.so." + interface_version()) == (linked == Linked::shared));
    for (const char* library : {"xapian", "icu", "boost"}) {
        CAPTURE(library);
        if (linked == Linked::shared) CHECK_FALSE(needs(library));
    }
}

}  // namespace

TEST_CASE("the poisoned headers stop a compiler") {
    const test::TemporaryDirectory folder;
    test::write_file(folder / "a.cpp", "#include <xapian.h>\n");
    const test::Outcome outcome = test::run(
        {.words = {cached("CMAKE_CXX_COMPILER"), "-E", "-I", poison().string(), folder / "a.cpp"}});
    CHECK(outcome.status != 0);
    CHECK(outcome.errors.find("xapian.h must not be needed") != std::string::npos);
}

TEST_CASE("the shared library shows what the headers mark as the API, and nothing else") {
    // Names of classes and functions that stand behind QUIRE_API.
    std::set<std::string> api;
    static const std::regex mark(
        "\nQUIRE_API [^(;]*?(\\w+)\\(|\n(?:class|struct) QUIRE_API (\\w+)");
    for (const fs::directory_entry& entry :
         fs::directory_iterator(test::source_file("include/quire"))) {
        const std::string text = test::read_file(entry.path());
        for (std::sregex_iterator i(text.begin(), text.end(), mark), end; i != end; ++i) {
            api.insert((*i)[1].matched ? (*i)[1] : (*i)[2]);
        }
    }
    CHECK(api.contains("Searcher"));
    CHECK(api.contains("formats"));

    std::set<std::string> shown;
    static const std::regex symbol(
        "(?:(?:typeinfo|typeinfo name|vtable) for )?"
        "quire::(?:evaluation::)?(\\w+)(?:[(\\[].*|::(?!State\\b).*)?");
    std::istringstream lines(shell("nm --dynamic --defined-only --demangle --no-sort " +
                                   in_quotes(build / "libquire.so")));
    for (std::string line; std::getline(lines, line);) {
        line.erase(0, 19);  // The address and the type.
        std::smatch found;
        const bool matches = std::regex_match(line, found, symbol);
        CHECK_MESSAGE((matches && api.contains(found[1])), line);
        if (matches) shown.insert(found[1]);
    }
    for (const std::string& name : api) CHECK_MESSAGE(shown.contains(name), name);
}

TEST_CASE("the shared library bears the version in its name") {
    const std::string dynamic = shell("readelf -d " + in_quotes(build / "libquire.so"));
    CHECK(dynamic.find("SONAME") != std::string::npos);
    CHECK(dynamic.find("[libquire.so." + interface_version() + "]") != std::string::npos);
}

TEST_CASE("find_package gives the shared library, without anything that it is made of") {
    check_consumer(build_consumer("find-shared", {"-DCMAKE_PREFIX_PATH=" + installed().string(),
                                                  "-DCMAKE_DISABLE_FIND_PACKAGE_PkgConfig=ON",
                                                  "-DCMAKE_DISABLE_FIND_PACKAGE_ICU=ON",
                                                  "-DCMAKE_DISABLE_FIND_PACKAGE_Boost=ON"}),
                   Linked::shared);
}

TEST_CASE("find_package gives the static library to those who ask for it") {
    check_consumer(build_consumer("find-static", {"-DCMAKE_PREFIX_PATH=" + installed().string(),
                                                  "-DQUIRE_COMPONENT=static"}),
                   Linked::statically);
}

TEST_CASE("pkg-config gives the shared library") {
    check_consumer(compile_consumer("pkg-config-shared", installed(), ""), Linked::shared,
                   {{"LD_LIBRARY_PATH", (installed() / cached("CMAKE_INSTALL_LIBDIR")).string()}});
}

TEST_CASE("add_subdirectory leaves a project as it is, and gives what the project wants") {
    // The folder stays, so that the library is compiled once and not each time.
    std::vector<std::string> settings = {"-DQUIRE_SOURCE=" + test::source_file("").string(),
                                         "-DQUIRE_INSTALL=ON", "-DBUILD_SHARED_LIBS=OFF"};
    check_consumer(build_consumer("subdirectory", settings), Linked::statically);

    INFO("installed, the static library stands alone");
    const fs::path prefix = work() / "static";
    fs::remove_all(prefix);
    succeed({cached("CMAKE_COMMAND"), "--install", (work() / "subdirectory").string(), "--prefix",
             prefix.string()});
    check_consumer(build_consumer("find-only-static", {"-DCMAKE_PREFIX_PATH=" + prefix.string()}),
                   Linked::statically);
    check_consumer(compile_consumer("pkg-config-static", prefix, "--static"), Linked::statically);

    settings.back() = "-DBUILD_SHARED_LIBS=ON";
    check_consumer(build_consumer("subdirectory", settings), Linked::shared);
}

TEST_CASE("an installed tree has the headers, the tools and nothing of the tests") {
    CHECK(fs::exists(installed() / "include/quire/export.hpp"));
    CHECK(succeed({(installed() / "bin/quire").string(), "--version"})
              .starts_with("quire " + interface_version()));
    for (const fs::directory_entry& entry : fs::recursive_directory_iterator(installed())) {
        const std::string name = entry.path().filename().string();
        CHECK_MESSAGE(name.find("test") == std::string::npos, entry.path().string());
    }
}
