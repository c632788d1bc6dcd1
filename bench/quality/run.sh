#!/bin/sh
# Ranks test collections with several models and prints, in Markdown, a table of each metric: a row
# for each system, Lucene's first, a column for each collection, and the mean over them.
#
#   sh bench/quality/run.sh FOLDER [MODEL...]
#
# FOLDER holds collections in the layout of BEIR, one a folder: corpus.jsonl, queries.jsonl and
# qrels.tsv. Each is indexed twice: as quire does it, for the models (default: those of README.md);
# and as Lucene's EnglishAnalyzer does it, for its BM25 of title and text as one ("its words").
# A topic that finds nothing counts as 0. What lucene.tsv or a model has no figure for is "-".
# Builds the release if it is not there.
set -eu
[ $# -gt 0 ] || { sed -n '2,12s/^# \{0,1\}//p' "$0" >&2; exit 2; }
collections=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
bin=$root/build/release/bin
[ -x "$bin/quire-eval" ] || sh "$root/tools/build.sh" release >&2
[ $# -gt 0 ] || set -- bm25f bm25 bm25+ tfidf dirichlet jelinek-mercer pl2 dph bm25f+sdm best

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
tab=$(printf '\t')

# Prints lines of collection, system, metric and value.
scores() {
    name=$1 index=$2 label=$3 model=$4
    "$bin/quire-eval" "$index" --topics "$collections/$name/queries.jsonl" \
        --qrels "$collections/$name/qrels.tsv" --complete --metrics ndcg@10,map,recall@100 \
        --model "$model" --format trec_eval 2>/dev/null |
        sed -n "s/^ndcg_cut_10${tab}all${tab}/ndcg@10$tab/p; s/^map${tab}all${tab}/map$tab/p
            s/^recall_100${tab}all${tab}/recall@100$tab/p" | sed "s|^|$name$tab$label$tab|"
}

for folder in "$collections"/*/; do
    name=$(basename "$folder")
    [ -f "$folder/corpus.jsonl" ] || continue
    grep "^$name$tab" "$here/lucene.tsv" || true
    "$bin/quire-index" --quiet --language lucene "$work/index" "$folder/corpus.jsonl" >&2 ||
        [ $? -eq 1 ]
    for model in bm25:k1=0.9,b=0.4 bm25:k1=1.2,b=0.75; do
        scores "$name" "$work/index" "quire, its words, \`$model\`" "$model"
    done
    rm -rf "$work/index"
    "$bin/quire-index" --quiet "$work/index" "$folder/corpus.jsonl" >&2 || [ $? -eq 1 ]
    for model in "$@"; do scores "$name" "$work/index" "quire, \`$model\`" "$model"; done
    rm -rf "$work/index"
done >"$work/scores"

echo "$("$bin/quire" --version | head -n 1), $(git -C "$root" describe --always --dirty)," \
    "$(date -u '+%-d %B %Y'), $(nproc) cores of$(sed -n 's/^model name.*://p' /proc/cpuinfo | head -n 1)"
for metric in ndcg@10 map recall@100; do
    awk -F '\t' -v metric="$metric" '
        !($1 in column) { column[$1] = ++columns; name[columns] = $1 }
        $3 == metric { if (!($2 in seen)) { seen[$2]; row[++rows] = $2 }
                       value[$2, column[$1]] = $4 }
        function cell(number) { sub(/^0/, "", number); return " | " number }
        END {
            printf "\n| %s", metric; rule = "|---|"
            for (c = 1; c <= columns; ++c) { printf " | %s", name[c]; rule = rule "---|" }
            print " | mean |\n" rule "---|"
            for (r = 1; r <= rows; ++r) {
                printf "| %s", row[r]; sum = known = 0
                for (c = 1; c <= columns; ++c)
                    if ((row[r], c) in value) {
                        printf "%s", cell(value[row[r], c]); sum += value[row[r], c]; ++known
                    } else printf " | -"
                print (known == columns ? cell(sprintf("%.4f", sum / columns)) : " | -") " |"
            }
        }' "$work/scores"
done
