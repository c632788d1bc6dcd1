#!/bin/sh
# Measures quire beside its peers: Xapian alone, Lucene and SQLite FTS5.
#
#   sh bench/peers/run.sh [--short] [--publish] PAPERS.jsonl[.gz]
#
# Installs the peers, builds, makes corpora and queries from the papers, checks that every engine
# finds what it must, and then lets them take turns. Prints tables in Markdown; all that was made
# stays in build/bench/peers. --short: the papers once and a fifth of the queries, in less than two
# minutes. --publish: the tables also go into bench/peers/README.md, plots beside it, and the
# figures into bench/runs. In the environment:
#
#   SCALES   sizes of the corpora, as multiples of the papers (1 3 10; --short: 1)
#   ROUNDS   how often each engine answers the queries (5; --short: 3)
#   BUILDS   how often each engine makes its index (3; from 3x on once; --short: 1)
set -eu
usage() {
    sed -n '4p' "$0" | cut -c3- >&2
    exit 2
}
command="sh bench/peers/run.sh"
short="" publish=""
while [ $# -gt 0 ]; do
    case $1 in
        --short) short=1 command="$command --short" ;;
        --publish) publish=1 ;;
        -*) usage ;;
        *) break ;;
    esac
    shift
done
if [ $# -ne 1 ] || [ ! -r "$1" ]; then usage; fi
papers=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
command="$command $(basename "$papers")"
cd "$(dirname "$0")/../.."
if [ "$short" ]; then
    scales=${SCALES:-1} rounds=${ROUNDS:-3} builds=${BUILDS:-1} every=5 calls=20
else
    scales=${SCALES:-1 3 10} rounds=${ROUNDS:-5} builds=${BUILDS:-3} every=1 calls=60
fi
[ -z "${SCALES:-}" ] || command="SCALES='$SCALES' $command"
[ -z "${ROUNDS:-}" ] || command="ROUNDS=$ROUNDS $command"
[ -z "${BUILDS:-}" ] || command="BUILDS=$BUILDS $command"
load=$(cut -d' ' -f1 /proc/loadavg)

sh tools/install-deps.sh bench peers >&2
sh tools/build.sh bench >&2
bin=$PWD/build/bench/bin
work=$PWD/build/bench/peers
mkdir -p "$work/classes"
jars=$(printf '%s:' /usr/share/java/lucene-core-8*.jar /usr/share/java/lucene-queryparser-8*.jar \
    /usr/share/java/lucene-analyzers-common-8*.jar /usr/share/java/jackson-core.jar)
javac -cp "$jars" -d "$work/classes" bench/peers/Lucene.java
measured=$work/measured.jsonl
: >"$measured"

# What each engine's program is called with.
driver() {
    engine=$1
    shift
    case $engine in
        quire-*) "$bin/peers_quire" "${engine#quire-}" "$@" ;;
        lucene) java -cp "$jars:$work/classes" Lucene "$@" ;;
        *) "$bin/peers_$engine" "$@" ;;
    esac
}
# Adds lines of standard input to what was measured at this scale.
keep() { sed "s/^{/{\"scale\":$scale,/" >>"$measured"; }
# measure WHAT ENGINE COMMAND...: a whole process, whose output is not wanted.
measure() {
    what=$1 name=$2
    shift 2
    : >"$work/cost"
    "$bin/measure" "$work/cost" "$@" >/dev/null
    awk -v what="$what" -v engine="$name" '{
        printf "{\"what\":\"%s\",\"engine\":\"%s\",\"seconds\":%s,\"mib\":%s,\"processor\":%s}\n",
            what, engine, $1, $2, $3 }' "$work/cost" | keep
}
# size ENGINE PATH
size() {
    echo "{\"what\":\"size\",\"engine\":\"$1\",\"bytes\":$(du -sb "$2" | cut -f1)}" | keep
}
say() { echo "$(date +%H:%M:%S) $*" >&2; }

# The makers give the same bytes everywhere, or runs could not be compared.
check_makers() {
    "$bin/peers_corpus" corpus/papers.jsonl 3 "$work/check.jsonl" >/dev/null
    {
        cksum <"$work/check.jsonl"
        "$bin/peers_queries" corpus/papers.jsonl | cksum
    } >"$work/checksums"
    if ! cmp -s "$work/checksums" bench/peers/checksums; then
        echo "run.sh: peers_corpus and peers_queries make something else than they did:" >&2
        diff bench/peers/checksums "$work/checksums" >&2 || true
        echo "If that is meant, copy build/bench/peers/checksums to bench/peers." >&2
        exit 1
    fi
}

make_indexes() {
    build=0
    while [ "$build" -lt "$builds" ]; do
        build=$((build + 1))
        say "$scale times the papers: indexes, $build of $builds"
        rm -rf "$at"/*.index
        cat "$corpus" >/dev/null # all of them find it in memory
        measure index quire-bm25 "$bin/peers_quire" bm25 index "$corpus" "$at/quire.index"
        measure index xapian "$bin/peers_xapian" index "$corpus" "$at/xapian.index"
        measure index sqlite "$bin/peers_sqlite" index "$corpus" "$at/sqlite.index"
        for threads in 2 1; do
            rm -rf "$at/lucene.index"
            name=lucene
            [ "$threads" = 1 ] || name=lucene-$threads
            measure index $name java -cp "$jars:$work/classes" Lucene index "$corpus" \
                "$at/lucene.index" "$threads"
        done
        # From 3x on an index takes minutes, and scatters less.
        [ "$scale" -lt 3 ] || break
    done
    for engine in quire xapian sqlite lucene; do
        name=$engine
        [ "$engine" != quire ] || name=quire-bm25
        size "$name" "$at/$engine.index"
    done
    # Queries run on what Xapian does best with.
    xapian-compact "$at/xapian.index" "$at/xapian-compact.index" >/dev/null 2>&1
    rm -rf "$at/xapian.index"
    mv "$at/xapian-compact.index" "$at/xapian.index"
    size xapian-compact "$at/xapian.index"
}

index_of() {
    case $1 in
        quire-*) echo "$at/quire.index" ;;
        *) echo "$at/$1.index" ;;
    esac
}

check_answers() {
    say "$scale times the papers: answers"
    for engine in quire-bm25 quire-default quire-database xapian lucene sqlite; do
        case $engine in
            # Phrases without the image and all of FTS5 take too long on more.
            quire-database | sqlite) [ "$scale" -lt 3 ] || continue ;;
        esac
        driver "$engine" answers "$(index_of "$engine")" "$queries"
    done >"$at/answers.jsonl"
    if ! "$bin/peers_report" check "$at/answers.jsonl" >"$at/agreement.jsonl"; then
        cat "$at/agreement.jsonl" >&2
        echo "run.sh: an engine finds nothing where there is something" >&2
        exit 1
    fi
    keep <"$at/agreement.jsonl"
}

ask() {
    round=0
    while [ "$round" -lt "$rounds" ]; do
        round=$((round + 1))
        say "$scale times the papers: queries, $round of $rounds"
        for engine in quire-bm25 xapian quire-default lucene quire-database sqlite; do
            step=$every
            case $engine in
                # One round of some queries, of which they take longer than of all that others do.
                quire-database | sqlite)
                    [ "$round" = 1 ] || continue
                    step=$((every * 5))
                    ;;
            esac
            if [ "$scale" -ge 3 ]; then
                case $engine in
                    quire-database) continue ;;
                    sqlite) step=$((every * 25)) ;;
                esac
            fi
            driver "$engine" search "$(index_of "$engine")" "$queries" "$cores" "$step" | keep
        done
    done
}

# Words that FTS5 is to find any of.
any_of() { printf '"%s"' "$(echo "$1" | sed 's/ /" OR "/g')"; }

call_processes() {
    say "$scale times the papers: whole processes"
    grep -v -e "^and" -e "^phrase" -e "^year" "$queries" | head -n "$calls" | cut -f2 |
        while read -r words; do
            measure process quire "$bin/quire" "$at/quire.index" "$words" 2>/dev/null
            measure process quest quest --db "$at/xapian.index" "$words"
            measure process sqlite3 sqlite3 "$at/sqlite.index" "SELECT id, title FROM papers \
WHERE papers MATCH '$(any_of "$words")' ORDER BY rank LIMIT 10"
            measure process quire-bm25 "$bin/quire" --model bm25 --no-compounds --format tsv \
                "$at/quire.index" "$words" 2>/dev/null
        done
}

# Tables, plots and figures of what has been measured so far.
report() {
    "$bin/peers_report" tables "$work/meta.json" "$measured" >"$work/tables.md"
    "$bin/peers_report" json "$work/meta.json" "$measured" >"$work/run.json"
    for what in queries indexing; do "$bin/peers_report" plot $what "$measured" >"$work/$what.svg"; done

    [ "$publish" ] || return 0
    mkdir -p bench/runs
    cp "$work/run.json" "bench/runs/$date-$(uname -m)-$cores-cores${short:+-short}.json"
    for what in queries indexing; do
        [ ! -s "$work/$what.svg" ] || cp "$work/$what.svg" "bench/peers/$what.svg"
    done
    # The tables stand between two comments.
    awk -v tables="$work/tables.md" '
        /^<!-- end -->/ { skip = 0 }
        !skip
        /^<!-- figures -->/ { skip = 1; print ""; while ((getline line < tables) > 0) print line }
    ' bench/peers/README.md >"$work/README.md"
    cp "$work/README.md" bench/peers/README.md
}

check_makers
cores=$(nproc)
case $papers in
    *.gz) gzip -dc "$papers" ;;
    *) cat "$papers" ;;
esac >"$work/papers.jsonl"
queries=$work/queries.tsv
"$bin/peers_queries" "$work/papers.jsonl" >"$queries"
processor=$(sed -n 's/^model name[^:]*: *//p' /proc/cpuinfo | head -n 1)
lucene=$(dpkg-query -W -f='${Version}' liblucene8-java 2>/dev/null || echo 8)
date=$(date -u +%Y-%m-%d)
cat >"$work/meta.json" <<META
{
 "date": "$date",
 "machine": "$(uname -sm), $cores cores, ${processor:-unknown processor}",
 "versions": "$("$bin/quire" --version | head -n 1), Xapian $(pkg-config --modversion xapian-core), Lucene $lucene, SQLite $(sqlite3 --version | cut -d' ' -f1), $(java -version 2>&1 | sed -n 2p), $(c++ --version | head -n 1)",
 "commit": "$(git rev-parse --short HEAD 2>/dev/null || true)",
 "command": "$command",
 "load": "$load"
}
META
for scale in $scales; do
    at=$work/$scale
    rm -rf "$at"
    mkdir -p "$at"
    corpus=$at/corpus.jsonl
    "$bin/peers_corpus" "$work/papers.jsonl" "$scale" "$corpus" | keep
    make_indexes
    check_answers
    ask
    call_processes
    report # a long run that is stopped has given what it has
done
cat "$work/tables.md"
