#!/bin/sh
# What the worst queries cost: processor time and peak memory of a whole `quire --count` for each.
#
#   sh bench/worst/run.sh FILE.jsonl[.gz]
#
# The papers are indexed first. BIN in the environment is where the tools are (build/dev/bin: a
# build for development is good enough to see what has no bound).
set -eu
if [ $# -ne 1 ] || [ ! -r "$1" ]; then
    echo "usage: sh bench/worst/run.sh FILE.jsonl[.gz]" >&2
    exit 2
fi
input=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../.."
bin=${BIN:-build/dev/bin}
folder=build/worst
rm -rf "$folder"
mkdir -p "$folder"
"${CXX:-c++}" -std=c++20 -O1 bench/measure.cpp -o "$folder/measure"
"$bin/quire-index" --quiet "$folder/papers.index" "$input"
gzip -dcf "$input" | sed 's/.*"title": "//; s/", "authors".*//; s/"[a-z_]*": *//g' | tr -cs 'A-Za-z' '\n' | tr 'A-Z' 'a-z' | sort | uniq -c | sort -k1,1nr -k2 |
    awk 'length($2) > 2 { print $2 }' >"$folder/words"

# words FIRST COUNT FORMAT: so many words from there on by frequency, each as the format has it.
words() {
    awk -v first="$1" -v count="$2" -v format="$3" '
        NR >= first && NR < first + count { printf format " ", $1 }
        END { print "" }' "$folder/words"
}
# pairs COUNT BEFORE BETWEEN AFTER: neighbours among the sixty commonest words.
pairs() {
    awk -v count="$1" -v before="$2" -v between="$3" -v after="$4" '
        NR <= 60 { word[NR - 1] = $1 }
        END {
            for (i = 0; i < count; ++i) {
                printf "%s%s%s%s%s ", before, word[i % 60], between, word[(i * 7 + 1) % 60], after
            }
            print ""
        }' "$folder/words"
}
# repeated COUNT TEXT
repeated() {
    awk -v count="$1" -v text="$2" 'BEGIN { for (i = 0; i < count; ++i) printf "%s", text; print "" }'
}

echo "| query | seconds | MiB | found |"
echo "|---|---|---|---|"
# measured NAME: the query is standard input.
measured() {
    cat >"$folder/query"
    : >"$folder/cost"
    status=0
    "$folder/measure" "$folder/cost" "$bin/quire" --queries "$folder/query" --count \
        "$folder/papers.index" >"$folder/found" 2>/dev/null || status=$?
    if [ "$status" -gt 1 ]; then
        echo "run.sh: quire ended with status $status: $1" >&2
        exit 1
    fi
    echo "| $1 | $(awk '{ printf "%.2f | %.0f", $3, $2 }' "$folder/cost") | $(cut -f 2 "$folder/found") |"
}

words 1 10000 '%s' | measured "10,000 words"
{ repeated 10000 '(' | tr -d '\n'; printf model; repeated 10000 ')'; } | measured "10,000 nested brackets"
words 100 1000 '%.2s*' | measured '1,000 wildcards `ab*`'
words 100 1000 '%.2s*e*' | measured '1,000 wildcards `ab*e*`'
words 100 1000 '*%.2s*' | measured '1,000 wildcards `*ab*`'
words 100 1000 '%s~2' | measured '1,000 fuzzy words `word~2`'
words 100 1000 '=%s' | measured '1,000 exact words'
pairs 200 '"' ' ' '"' | measured "200 phrases of the commonest words"
pairs 200 '="' ' ' '"' | measured "200 exact phrases of them"
pairs 200 '"' ' ' '"~255' | measured '200 loose phrases of them, `~255`'
words 1 8 '%s' | sed 's/ *$//; s: : NEAR/255 :g' | measured "NEAR/255 of the 8 commonest words"
words 1 10000 '-%s' | sed 's/^/parsing /' | measured "10,000 exclusions"
words 100 1000 'author:%s~2' | measured "1,000 fuzzy authors"
head -c 1500000 "$bin/quire" | tr '\000\t\n\r' '    ' | head -c 1000000 | sed '$a\' |
    measured "1 MB of a program"
repeated 1000000 '(' | measured "1 MB of opening brackets"
repeated 500000 '"a' | measured "1 MB of quotes"
repeated 250000 'a-b-' | measured "1 MB of hyphens"
repeated 1000000 x | measured "a word of 1 MB"
