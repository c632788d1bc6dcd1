#!/bin/sh
# Writes the reference of the C++ API to build/docs/html. A name without a docstring, and a docstring
# that says something wrong about its name, is an error.
set -eu
cd "$(dirname "$0")/.."
sh tools/install-deps.sh docs
QUIRE_VERSION=$(sed -n 's/^project(quire VERSION \([0-9.]*\).*/\1/p' CMakeLists.txt)
QUIRE_HEADERS=include/quire
QUIRE_DOCS=build/docs
export QUIRE_VERSION QUIRE_HEADERS QUIRE_DOCS
mkdir -p "$QUIRE_DOCS"
doxygen tools/docs/Doxyfile
echo "The reference begins at $PWD/$QUIRE_DOCS/html/index.html"
