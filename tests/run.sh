#!/bin/sh
# Builds and runs the tests.
#
#   sh tests/run.sh [dev|clang|asan|tsan|coverage|tidy]
#   sh tests/run.sh fuzz [SECONDS [FUZZER...]]
#   sh tests/run.sh long
#
# dev (the default) is the plain run; clang is the same with the other compiler; asan and tsan run
# the same tests under sanitizers; coverage prints the lines of lib/ and tools/ that they reach; tidy
# runs clang-tidy over lib/ and tools/, where a file counts as a test. fuzz runs fuzzers (all that
# there are, if none is named: tests/fuzz/NAME_fuzzer.cpp), each for some seconds (5 if it is not
# said), where a fuzzer counts as a test: it starts from tests/fuzz/seeds and from what earlier runs
# came upon, which stays in build/fuzz/corpus; an input that fails is written to build/fuzz/findings.
# long is the plain run in which the tests that try things at random take their time (QUIRE_LONG=1),
# and adds up what they counted. Tests that need real data look for it in $QUIRE_DATA. dev and clang also
# build programs that link quire as other projects do.
# The last line is "N passed, N failed", with ", N skipped" where some were.
set -eu
cd "$(dirname "$0")/.."
preset=${1:-dev}
limit=1200
few=8
if [ "$preset" = long ]; then
    preset=dev
    limit=14400
    few=1
    export QUIRE_LONG=1
fi
case $preset in
    dev | asan | tsan) groups=tests ;;
    clang) groups='tests clang' ;;
    coverage) groups='tests coverage' ;;
    tidy) groups='clang tidy' ;;
    fuzz)
        groups='clang fuzz'
        seconds=${2:-5}
        case $seconds in
            *[!0-9]* | '' | 0)
                echo "run.sh: '$seconds' is no number of seconds" >&2
                exit 2
                ;;
        esac
        shift
        [ $# -eq 0 ] || shift
        # shellcheck disable=SC2046  # names have no spaces
        [ $# -gt 0 ] || set -- $(cd tests/fuzz && ls ./*_fuzzer.cpp | sed 's/^..//; s/_fuzzer.cpp$//')
        for target in "$@"; do
            [ -f "tests/fuzz/${target}_fuzzer.cpp" ] && continue
            echo "run.sh: there is no fuzzer '$target', no tests/fuzz/${target}_fuzzer.cpp" >&2
            exit 2
        done
        ;;
    *)
        echo "run.sh: no preset '$preset'; there are: dev clang asan tsan coverage tidy fuzz long" >&2
        exit 2
        ;;
esac
folder=build/$preset

# shellcheck disable=SC2086  # a list of groups is several words
sh tools/install-deps.sh $groups

if [ "$preset" = tidy ]; then
    status=0
    # -k 0: see all files, not only the first one that fails.
    sh tools/build.sh tidy -- -k 0 || status=$?
    [ -f "$folder/compile_commands.json" ] || exit "$status"
    files=$(grep -c '"file":' "$folder/compile_commands.json")
    failed=$(grep -c '^FAILED: .*\.o *$' "$folder/build.log" || true)
    echo "$((files - failed)) passed, $failed failed"
    exit "$status"
fi

sh tools/build.sh "$preset"

# An exit status of its own: 1 has a meaning among those of the tools. A crash is the sanitizer's to
# report, with its stack, not the test framework's.
sanitizer='halt_on_error=1:print_stacktrace=1:exitcode=99'
sanitizer="$sanitizer:handle_segv=2:handle_abort=2:handle_sigfpe=2:handle_sigbus=2"
# Xapian's checker deletes objects under another type than theirs.
export ASAN_OPTIONS="$sanitizer:new_delete_type_mismatch=0:detect_stack_use_after_return=1:strict_string_checks=1"
export UBSAN_OPTIONS="$sanitizer"
export TSAN_OPTIONS="$sanitizer:second_deadlock_stack=1:suppressions=$PWD/tests/tsan.supp"

if [ "$preset" = fuzz ]; then
    passed=0
    failed=0
    mkdir -p "$folder/findings"
    for target in "$@"; do
        echo "Running $folder/bin/${target}_fuzzer for $seconds s"
        mkdir -p "$folder/corpus/$target"
        log=$folder/$target.log
        # Searches are queries. Longer ones hardly say more; files have to hold some records.
        seeds=$target
        longest=4096
        case $target in
            query | search)
                seeds=query
                longest=1024
                ;;
        esac
        dictionary=tests/fuzz/$seeds.dict
        [ -f "$dictionary" ] || dictionary=
        # One that takes a minute or 2 GB has failed: under the sanitizers, on a busy machine, all
        # takes many times what it takes otherwise.
        if "$folder/bin/${target}_fuzzer" -max_total_time="$seconds" -max_len="$longest" \
            -timeout=60 -rss_limit_mb=2048 ${dictionary:+-dict="$dictionary"} -print_final_stats=1 \
            -artifact_prefix="$folder/findings/$target-" \
            "$folder/corpus/$target" "tests/fuzz/seeds/$seeds" >"$log" 2>&1; then
            passed=$((passed + 1))
            grep '^stat::number_of_executed_units' "$log"
        else
            failed=$((failed + 1))
            tail -n 60 "$log"
        fi
    done
    echo "$passed passed, $failed failed"
    [ "$failed" -eq 0 ]
    exit
fi

# The thread sanitizer of GCC 12 does not start where the kernel randomises addresses widely.
prefix=
if [ "$preset" = tsan ] && setarch "$(uname -m)" -R true 2>/dev/null; then
    prefix="setarch $(uname -m) -R"
fi
# Counts of an earlier run or an earlier build would be added to those of this one.
[ "$preset" = coverage ] && find "$folder" -name '*.gcda' -exec rm -f {} +

# A few tests a process, and as many processes as there are cores.
tests=$folder/bin/quire_tests
logs=$folder/logs
# shellcheck disable=SC2086  # a prefix is several words
count=$($prefix "$tests" --count | sed -n 's/.*current filters: //p')
if [ -z "$count" ]; then
    echo "run.sh: $tests does not start"
    echo "0 passed, 1 failed"
    exit 1
fi
echo "Running $tests, $count tests"
rm -rf "$logs"
mkdir "$logs"
# A test that hangs fails. KILL: the test framework catches other signals, and may hang in that.
# shellcheck disable=SC2016,SC2086  # the inner shell expands them; a prefix is several words
seq 1 "$few" "$count" | xargs -P "$(nproc)" -I FIRST sh -c '
    first=FIRST
    last=$((first + $1 - 1))
    [ "$last" -lt "$2" ] || last=$2
    limit=$3 tests=$4 log=$5/$(printf %04d "$first")
    shift 5
    status=0
    "$@" timeout -s KILL "$limit" "$tests" --first="$first" --last="$last" >"$log" 2>&1 || status=$?
    printf "\ntests %s to %s: exit status %s\n" "$first" "$last" "$status" >>"$log"
    grep -v "^\[doctest\]\|^=*\$\|exit status 0\$" "$log" || true
    ' sh "$few" "$count" "$limit" "$tests" "$logs" $prefix
log=$folder/tests.log
cat "$logs"/* >"$log"
status=0

if [ "$preset" = coverage ]; then
    gcovr --root . --object-directory "$folder" --filter 'lib/' --filter 'tools/' \
        --sort-percentage --exclude-unreachable-branches || status=1
fi

# What tests of chance have counted: "counted: 1000 kills, 0 wrong".
if [ "${QUIRE_LONG:-}" = 1 ]; then
    awk '
        sub(/.*MESSAGE: counted: /, "") {
            split($0, part, ", ")
            tried = part[1] + 0
            sub(/^[0-9]+ /, "", part[1])
            if (!(part[1] in sum)) order[++kinds] = part[1]
            sum[part[1]] += tried
            wrong += part[2]
        }
        END {
            for (i = 1; i <= kinds; ++i) line = line sum[order[i]] " " order[i] (i < kinds ? ", " : "")
            print line "; " wrong + 0 " wrong"
        }' "$log"
fi

# A test whose data is not there passes for doctest, and says "skipped: ..."; here it is no pass.
# What doctest says has passed counts what other processes run as well; where a test kills the
# process, it says so as if the rest had been run.
awk -v count="$count" '
    /^TEST CASE: / { name = $0 }
    /MESSAGE: skipped: / && !seen[name]++ { skipped++ }
    /^\[doctest\] test cases: / {
        split($0, part, "|")
        bad = part[3] + 0
        summary = 1
    }
    /^tests [0-9]+ to [0-9]+: exit status / {
        run = $4 - $2 + 1
        if (!summary || $NF >= 128) {
            print $0 ", without an end"
            bad = run
        } else if ($NF != 0 && !bad) {
            print $0 ", though none failed"
            bad = 1
        }
        passed += run - bad
        failed += bad
        summary = bad = 0
    }
    END {
        if (passed + failed != count) print count - passed - failed " tests left no word"
        failed = count - passed
        line = (passed - skipped) " passed, " failed " failed"
        if (skipped) line = line ", " skipped " skipped"
        print line
        exit failed > 0
    }' "$log" || status=1
exit "$status"
