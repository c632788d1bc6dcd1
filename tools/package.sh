#!/bin/sh
# Builds the Debian packages: the shared library, what is needed to compile with it, the tools.
#
#   sh tools/package.sh
set -eu
cd "$(dirname "$0")/.."
packages=build/package/packages
log=build/package/package.log

sh tools/install-deps.sh packages
sh tools/build.sh package
rm -rf "$packages"
cpack --preset package >"$log" 2>&1 || {
    cat "$log" >&2
    echo "package.sh: cpack failed (the output above is in $PWD/$log)" >&2
    exit 1
}
ls "$packages"/*.deb
