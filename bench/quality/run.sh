#!/bin/sh
# Ranks test collections with several models and prints nDCG@10, MAP and recall@100 of each.
#
#   sh bench/quality/run.sh FOLDER [MODEL...]
#
# FOLDER holds collections in the layout of BEIR, one a folder: corpus.jsonl, queries.jsonl and
# qrels.tsv. Each is indexed twice: as quire does it, for the models (default: those of the table in
# README.md); and as Lucene's EnglishAnalyzer does it, for its BM25 of title and text as one.
# A topic that finds nothing counts as 0. Builds the release if it is not there.
set -eu
[ $# -gt 0 ] || { sed -n '2,11s/^# \{0,1\}//p' "$0" >&2; exit 2; }
collections=$1
shift
here=$(cd "$(dirname "$0")" && pwd)
root=$here/../..
bin=$root/build/release/bin
[ -x "$bin/quire-eval" ] || sh "$root/tools/build.sh" release >&2
[ $# -gt 0 ] || set -- bm25f bm25 bm25+ tfidf dirichlet jelinek-mercer pl2 dph bm25f+sdm best

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
metrics=ndcg@10,map,recall@100

# Prints the rows of a collection: collection, model, metrics.
rows() {
    name=$1 index=$2 label=$3 model=$4
    "$bin/quire-eval" "$index" --topics "$collections/$name/queries.jsonl" \
        --qrels "$collections/$name/qrels.tsv" --complete --metrics "$metrics" --model "$model" \
        --format trec_eval 2>/dev/null |
        awk -F '\t' -v name="$name" -v label="$label" \
            '{ value[$1] = $3 } END { printf "%s\t%s\t%s\t%s\t%s\n", name, label,
               value["ndcg_cut_10"], value["map"], value["recall_100"] }'
}

for folder in "$collections"/*/; do
    name=$(basename "$folder")
    [ -f "$folder/corpus.jsonl" ] || continue
    "$bin/quire-index" --quiet "$work/$name" "$folder/corpus.jsonl" >&2 || [ $? -eq 1 ]
    for model in "$@"; do rows "$name" "$work/$name" "$model" "$model"; done
    "$bin/quire-index" --quiet --language lucene "$work/$name.lucene" \
        "$folder/corpus.jsonl" >&2 || [ $? -eq 1 ]
    for model in bm25:k1=0.9,b=0.4 bm25:k1=1.2,b=0.75; do
        rows "$name" "$work/$name.lucene" "lucene's words, $model" "$model"
    done
    rm -rf "${work:?}/$name" "$work/$name.lucene"
done >"$work/rows"
cat "$work/rows"
