#!/bin/sh
# Compares quire-index with Xapian's TermGenerator: whole processes that read the same file, in
# turns, each time into a new index.
#
#   sh bench/indexing/run.sh FILE.jsonl[.gz]
#
# PAIRS in the environment is how many times each runs (5).
set -eu
if [ $# -ne 1 ] || [ ! -r "$1" ]; then
    echo "usage: sh bench/indexing/run.sh FILE.jsonl[.gz]" >&2
    exit 2
fi
input=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../.."
pairs=${PAIRS:-5}
bin=build/bench/bin
folder=build/bench/indexing

sh tools/install-deps.sh bench >&2
sh tools/build.sh bench >&2
rm -rf "$folder"
mkdir -p "$folder"

# run NAME COMMAND...: one timed run; one line of seconds and mebibytes in $folder/NAME.
run() {
    name=$1
    shift
    "$bin/measure" "$folder/$name" "$@"
}

# Both find the file in memory.
cat "$input" >/dev/null
pair=0
while [ "$pair" -lt "$pairs" ]; do
    pair=$((pair + 1))
    echo "pair $pair of $pairs" >&2
    rm -rf "$folder/termgenerator.index" "$folder/quire-index.index"
    run termgenerator "$bin/termgenerator" "$folder/termgenerator.index" "$input"
    run quire-index "$bin/quire-index" --quiet "$folder/quire-index.index" "$input"
done

# An index with fewer documents would be no comparison.
documents=$("$bin/termgenerator" "$folder/termgenerator.index")
ours=$("$bin/quire-index" --info --json "$folder/quire-index.index" |
    awk '/"documents"/ { sub(/.*"documents" *: */, ""); print $0 + 0; exit }')
if [ "$documents" != "$ours" ]; then
    echo "run.sh: TermGenerator has $documents documents, quire-index '$ours'" >&2
    exit 1
fi

# median COLUMN NAME
median() {
    cut -d' ' -f"$1" "$folder/$2" | sort -n | awk '
        { value[NR] = $1 }
        END { print (value[int((NR + 1) / 2)] + value[int(NR / 2) + 1]) / 2 }'
}
# highest COLUMN NAME
highest() { cut -d' ' -f"$1" "$folder/$2" | sort -n | tail -n 1; }
size() { du -sk "$folder/$1.index" | awk '{ printf "%.0f", $1 / 1024 }'; }
processor=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1)

echo "date       $(date -u +%Y-%m-%d)"
echo "machine    $(uname -sm), $(nproc) cores, ${processor:-unknown processor}"
echo "versions   $("$bin/quire-index" --version | head -n 1); Xapian $(pkg-config --modversion xapian-core); $(c++ --version | head -n 1)"
echo "input      $(basename "$input"), $documents documents; $pairs pairs of runs in turns, medians"
echo
printf '%-14s %10s %14s %14s\n' '' 'seconds' 'peak RSS, MiB' 'on disk, MiB'
for name in termgenerator quire-index; do
    printf '%-14s %10.2f %14.0f %14s\n' "$name" "$(median 1 "$name")" "$(highest 2 "$name")" \
        "$(size "$name")"
done
awk -v theirs="$(median 1 termgenerator)" -v ours="$(median 1 quire-index)" \
    'BEGIN { printf "\nquire-index takes %.2f times the time of TermGenerator\n", ours / theirs }'
