#!/bin/sh
# Installs what quire is built from: the one list of packages. Quick and silent when all is there.
#
#   sh tools/install-deps.sh [GROUP...]
#
# Groups: build libraries (the default: both, enough for the library and the tools), tests, clang,
# fuzz, coverage, bench, peers, tidy, docs, packages (each of them brings the first two), all.
# Uses apt-get, through sudo where the caller is not root. On a system without apt-get it says what
# is missing, and fails only if something is.
set -eu

# group | Debian package | how another system shows that it has it | what for
# The check is a command, a file, a header, or a pkg-config module with the lowest version that does.
packages='
build|g++|command c++|C++20 compiler: GCC 12 or clang 14 and later
build|cmake|command cmake|CMake 3.25 and later
build|ninja-build|command ninja|Ninja: runs the build
build|pkg-config|command pkg-config|pkg-config: finds Xapian
libraries|libxapian-dev|module xapian-core 1.4.22|Xapian 1.4.22 and later: postings, B-trees, stemmers
libraries|libicu-dev|module icu-i18n 72|ICU 72 and later: everything about Unicode text
libraries|zlib1g-dev|module zlib 1.2|zlib: checksums
libraries|libboost-program-options-dev|header boost/program_options.hpp|Boost 1.74 and later, Program_options: command lines
libraries|libboost-iostreams-dev|header boost/iostreams/filter/zstd.hpp|Boost 1.74 and later, Iostreams: compressed input
libraries|nlohmann-json3-dev|header nlohmann/json.hpp|nlohmann-json 3.11 and later: JSON
libraries|libpugixml-dev|header pugixml.hpp|pugixml 1.13 and later: input files in XML
tests|doctest-dev|header doctest/doctest.h|doctest 2.4 and later: the test framework
tests|mandoc|command mandoc|mandoc 1.14 and later: reads the man pages
coverage|gcovr|command gcovr|gcovr: line coverage
bench|libbenchmark-dev|header benchmark/benchmark.h|Google Benchmark 1.7 and later
bench|libsqlite3-dev|header sqlite3.h|SQLite 3.40 and later with FTS5: what quire is measured against
peers|xapian-tools|command quest|quest of Xapian 1.4: what quire is measured against
peers|sqlite3|command sqlite3|the shell of SQLite 3.40 and later: likewise
peers|default-jdk-headless|command javac|a JDK, 17 and later: Lucene
peers|liblucene8-java|file /usr/share/java/lucene-core-8.7.0.jar|Lucene 8.7 in /usr/share/java: likewise
peers|libjackson2-core-java|file /usr/share/java/jackson-core.jar|Jackson in /usr/share/java: JSON for Lucene
clang|clang|command clang++|clang 14 and later: the second compiler
fuzz|libclang-rt-dev|command clang++|compiler-rt 14 and later: libFuzzer
tidy|clang-tidy|command clang-tidy|clang-tidy 14 and later: static analysis
docs|doxygen|command doxygen|Doxygen 1.9.4 and later: the reference of the API
packages|dpkg-dev|command dpkg-shlibdeps|dpkg-shlibdeps: what the packages depend on
packages|file|command file|file: finds the executables for it
'

groups=' build libraries '
for group in "$@"; do
    case $group in
        all) groups=' build libraries tests clang fuzz coverage bench peers tidy docs packages ' ;;
        build | libraries | tests | clang | fuzz | coverage | bench | peers | tidy | docs | packages)
            groups="$groups$group "
            ;;
        *)
            echo "install-deps.sh: no group '$group'; there are: build libraries tests clang" \
                "fuzz coverage bench peers tidy docs packages all" >&2
            exit 2
            ;;
    esac
done

# Prints the rows of the chosen groups.
rows() {
    printf '%s' "$packages" | while IFS='|' read -r group rest; do
        case $groups in *" $group "*) printf '%s\n' "$rest" ;; esac
    done
}

# has KIND NAME [VERSION]: whether a system without apt-get has it.
has() {
    case $1 in
        command) command -v "$2" >/dev/null 2>&1 ;;
        module) pkg-config --exists "$2 >= $3" 2>/dev/null ;;
        file) [ -e "$2" ] ;;
        header) echo "#include <$2>" | "${CXX:-c++}" -std=c++20 -E -x c++ - >/dev/null 2>&1 ;;
    esac
}

if ! command -v apt-get >/dev/null 2>&1; then
    lacking=$(rows | while IFS='|' read -r package check purpose; do
        # shellcheck disable=SC2086  # a check is several words
        has $check || printf '  %s\n' "$purpose"
    done)
    [ -z "$lacking" ] && exit 0
    echo "install-deps.sh: there is no apt-get here. Please install, with headers:" >&2
    printf '%s\n' "$lacking" >&2
    exit 1
fi

wanted=$(rows | cut -d'|' -f1)
# shellcheck disable=SC2086  # a list of packages is several words
installed=$(dpkg-query -W -f='${Package} ${db:Status-Status}\n' $wanted 2>/dev/null |
    sed -n 's/ installed$//p' || true)
missing=
for package in $wanted; do
    printf '%s\n' "$installed" | grep -qxF "$package" || missing="$missing $package"
done
[ -z "$missing" ] && exit 0

as_root=
if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo >/dev/null 2>&1; then
        echo "install-deps.sh: not root, and there is no sudo. As root, please run:" >&2
        echo "  apt-get install --no-install-recommends$missing" >&2
        exit 1
    fi
    as_root=sudo
fi

log=$(mktemp)
trap 'rm -f "$log"' EXIT

# apt ACTION...: apt-get without questions, its output in $log.
apt() {
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y -o DPkg::Lock::Timeout=120 \
        -o Acquire::Retries=3 "$@" >>"$log" 2>&1 </dev/null
}

# shellcheck disable=SC2086  # a list of packages is several words
install() { apt install --no-install-recommends $missing; }

echo "Installing$missing"
# The package lists are fetched only if those at hand do not do.
if ! install && ! { apt update && install; }; then
    cat "$log" >&2
    echo "install-deps.sh: apt-get could not install$missing" >&2
    exit 1
fi
