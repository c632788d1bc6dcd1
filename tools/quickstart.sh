#!/bin/sh
# Builds quire, indexes the papers in corpus/ and searches them.
#
#   sh tools/quickstart.sh [QUERY...]
#
# A second run does only what has to be done again.
set -eu
root=$(cd "$(dirname "$0")/.." && pwd)
bin=$root/build/release/bin
corpus=$root/corpus/papers.jsonl
index=$root/build/quickstart.index
indexed=$root/build/quickstart.indexed  # its age is that of the index

[ $# -gt 0 ] || set -- disentangled diffusion

sh "$root/tools/install-deps.sh"
sh "$root/tools/build.sh" release

if [ ! -d "$index" ] ||
    [ -z "$(find "$indexed" -newer "$corpus" -newer "$bin/quire-index" 2>/dev/null)" ]; then
    echo "Indexing corpus/papers.jsonl"
    "$bin/quire-index" --quiet --rebuild "$index" "$corpus"
    touch "$indexed"
fi

echo "Searching for: $*"
echo
status=0
"$bin/quire" "$index" "$@" || status=$?

cat <<END

Go on with
  $bin/quire $index QUERY...
  $bin/quire --help
  $bin/quire-index --help
END
[ "$status" -eq 1 ] || exit "$status"  # 1 only says that no paper matches
