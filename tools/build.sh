#!/bin/sh
# Configures and builds a preset without noise: the output goes to build/PRESET/build.log and is
# shown if something fails.
#
#   sh tools/build.sh PRESET [BUILD-OPTION...]
set -eu
cd "$(dirname "$0")/.."
preset=$1
shift
folder=build/$preset
log=$folder/build.log
mkdir -p "$folder"

failed() {
    cat "$log" >&2
    echo "build.sh: $1 (the output above is in $PWD/$log)" >&2
    exit 1
}

# Ninja configures again by itself when a CMakeLists.txt changes, but knows nothing of the presets.
if [ -z "$(find "$folder/build.ninja" -newer CMakePresets.json 2>/dev/null)" ]; then
    echo "Configuring $folder"
    if command -v ccache >/dev/null 2>&1; then
        export CMAKE_CXX_COMPILER_LAUNCHER=ccache
    fi
    cmake --preset "$preset" >"$log" 2>&1 || failed "CMake could not configure the preset $preset"
    # Where nothing has changed, CMake leaves the file as old as it was.
    touch "$folder/build.ninja"
fi
echo "Building $folder"
cmake --build --preset "$preset" -j "$(nproc)" "$@" >"$log" 2>&1 ||
    failed "the preset $preset does not build"
