#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: check.sh STAGE...   (environment: MAKE, B, CC)
#
# Stages: build tools unit small bench fuzz live demo. Builds and runs them and ends with one line
# "N passed, N failed, N skipped"; each failure and each skip has a line of its own before. With
# MW_PART=NAME the last line is worded otherwise, and the counts are added to the file MW_TOTAL: for
# runs that are parts of another.
set -u
tools=$(dirname "$0")
MAKE=${MAKE:-make}
B=${B:-build}
CC=${CC:-cc}
MW_RESULTS=$B/results
MW_LOGS=$B/logs
CMOCKA_MESSAGE_OUTPUT=tap
ASAN_OPTIONS=${ASAN_OPTIONS:-detect_leaks=1:strict_string_checks=1}
UBSAN_OPTIONS=${UBSAN_OPTIONS:-print_stacktrace=1}
export MAKE B CC MW_RESULTS MW_LOGS CMOCKA_MESSAGE_OUTPUT ASAN_OPTIONS UBSAN_OPTIONS
unset MW_SERVERS
jobs=${MW_JOBS:-$(nproc 2>/dev/null || echo 1)}
servers=
mkdir -p "$B"
rm -rf "$MW_LOGS"
: >"$MW_RESULTS"

make_()
{
    # words on purpose: MAKE may carry variables
    # shellcheck disable=SC2086
    $MAKE --no-print-directory B="$B" CC="$CC" "$@"
}

# result NAME passed|failed TEXT: one result that is not a program's
result()
{
    case $2 in
    passed) echo "$1 1 0 0" >>"$MW_RESULTS" ;;
    failed) echo "$1 0 1 0" >>"$MW_RESULTS"; echo "FAIL $1: $3" ;;
    skipped) echo "$1 0 0 1" >>"$MW_RESULTS"; echo "SKIP $1: $3" ;;
    esac
}

# programs FOLDERS: the test programs' sources in tests/, without .c, but for those left out
programs()
{
    make_ -s left-out >"$MW_LOGS.left-out"
    for folder; do
        ls tests/"$folder"/*_test.c 2>/dev/null
    done | sed 's/\.c$//' | grep -vxFf "$MW_LOGS.left-out"
}

# each PREFIX JOBS PROGRAM...: runs them, JOBS at a time
each()
{
    prefix=$1
    at_once=$2
    shift 2
    printf '%s\n' "$@" | xargs -P "$at_once" -I@ "$tools/tap.sh" "$prefix@" "$B/@"
}

unit_folders()
{
    for folder in tests/*/; do
        folder=$(basename "$folder")
        case $folder in live | fuzz | bench | tools) ;; *) echo "$folder" ;; esac
    done
}

stage_build()
{
    if make_ -k -j "$jobs" programs >"$MW_LOGS.build" 2>&1; then
        result build passed
    else
        grep -E 'error|Error|undefined|missing|there is no|No rule' "$MW_LOGS.build" | head -n 30
        result build failed "see $MW_LOGS.build"
    fi
    for name in $(make_ -s left-out); do
        result "$name" skipped 'not built, as a library that it includes is not installed'
    done
}

stage_tools()
{
    if "$tools/size.sh" >"$MW_LOGS/size" 2>&1; then
        result size passed
    else
        grep '^[a-z]*:' "$MW_LOGS/size"
        result size failed 'see make size'
    fi
    for tool in layers style headers freestanding abi docs-check consumer; do
        MW_TEST_SECONDS=300 "$tools/tap.sh" "$tool" "$tools/$tool.sh"
    done
    "$tools/tap.sh" single "$tools/single.sh" "$B/single"
    "$tools/tap.sh" rare "$tools/rare.sh"
}

# transcripts PREFIX: some at a time, so that one that never ends does not take all others with it
transcripts()
{
    if ls tests/engine/*.t >"$MW_LOGS/transcripts" 2>/dev/null; then
        # shellcheck disable=SC2016
        MW_TEST_SECONDS=${MW_TEST_SECONDS:-300} MW_PREFIX=$1 xargs -n 40 -P "$jobs" \
            sh -c '"$0" "$MW_PREFIX$1 ..." "$B/tests/engine/transcript" "$@"' "$tools/tap.sh" \
            <"$MW_LOGS/transcripts"
    else
        result transcripts failed 'there is no tests/engine/*.t'
    fi
}

stage_unit()
{
    list=$(programs $(unit_folders))
    [ -n "$list" ] || { result unit failed 'there is no tests/*/*_test.c'; return; }
    # shellcheck disable=SC2086
    each '' "$jobs" $list
    transcripts ''
    "$tools/tap.sh" tests/server/selftest tests/server/selftest.sh "$B/mailserver"
}

# What must hold of a bench's figures, with few messages.
stage_bench()
{
    for bench in tests/bench/bench_*.c; do
        bench=${bench%.c}
        if [ -e "$bench.c" ]; then
            "$tools/tap.sh" "$bench quick" "$B/$bench" quick
        else
            result bench failed 'there is no tests/bench/bench_*.c'
        fi
    done
}

stage_small()
{
    list=$(programs session net engine safety)
    export MW_SMALL=1
    # shellcheck disable=SC2086
    [ -z "$list" ] || each 'small ' "$jobs" $list
    transcripts 'small '
    unset MW_SMALL
}

# The fuzz targets want libFuzzer, so a compiler and a build of their own; without it they replay.
stage_fuzz()
{
    targets=$(ls tests/fuzz/*_fuzz.c 2>/dev/null | sed 's/\.c$//')
    [ -n "$targets" ] || { result fuzz failed 'there is no tests/fuzz/*_fuzz.c'; return; }
    fuzz_cc=${FUZZ_CC:-clang}
    where=$B/fuzz
    if echo 'int LLVMFuzzerTestOneInput(const char *p, long n) { return p && n < 0; }' |
        $fuzz_cc -fsanitize=fuzzer,address,undefined -x c - -o "$MW_LOGS/probe" 2>/dev/null; then
        $MAKE --no-print-directory -k -j "$jobs" B="$where" CC="$fuzz_cc" SAN=fuzz fuzzers
    else
        where=$B
        make_ -k -j "$jobs" fuzzers
    fi >"$MW_LOGS.fuzz" 2>&1 || {
        grep -E 'error|Error|undefined|No rule' "$MW_LOGS.fuzz" | head -n 20
        result fuzz-build failed "see $MW_LOGS.fuzz"
    }
    [ "$where" != "$B" ] ||
        result fuzz skipped "$fuzz_cc has no libFuzzer (libclang-rt-dev): corpora are replayed"
    printf '%s\n' $targets | MW_TEST_SECONDS=$((${MW_FUZZ_SECONDS:-5} + 120)) B=$where \
        xargs -P "$jobs" -I@ "$tools/tap.sh" @ "$tools/fuzz.sh" "$where/@"
}

stop_servers()
{
    [ -n "$servers" ] || return
    tests/servers/stop.sh "$servers" >>"$MW_LOGS/servers" 2>&1
    cp -r "$servers/log" "$MW_LOGS/servers.log" 2>/dev/null
    rm -rf "$servers"
    servers=
}

# A hundred ports that nobody listens on: another run may have those that start.sh would take.
free_ports()
{
    for base in 22000 22100 22200 22300 22400 22500 22600 22700 22800 22900; do
        from=$(printf '%04X' "$base")
        to=$(printf '%04X' $((base + 99)))
        cat /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk -v from="$from" -v to="$to" '
            { sub(/.*:/, "", $2) }
            $4 == "0A" && $2 "" >= from "" && $2 "" <= to "" { found = 1 }
            END { exit found }' && break
    done
    echo "$base"
}

stage_live()
{
    list=$(programs live)
    [ -n "$list" ] || { result live failed 'there is no tests/live/*_test.c'; return; }
    # Unix sockets' paths are short, and the servers' users must reach it
    servers=$(mktemp -d /tmp/mw-servers.XXXXXX)
    chmod 755 "$servers"
    trap 'stop_servers; exit 1' INT TERM HUP
    # with a cache named, start.sh fetches the servers that no package can install
    MW_PORT_BASE=${MW_PORT_BASE:-$(free_ports)} \
        MW_SERVERS_CACHE=${MW_SERVERS_CACHE:-/var/cache/mailwire-servers} \
        tests/servers/start.sh "$servers" >"$MW_LOGS/servers" 2>&1
    status=$?
    while IFS=: read -r name why; do
        case $name in
        failed) result servers failed "$why" ;;
        *) result "servers $name" skipped "${why# }" ;;
        esac
    done <"$servers/skips.txt"
    if [ $status -ne 0 ]; then
        tail -n 20 "$MW_LOGS/servers"
        result servers failed "start.sh ended with status $status"
    fi
    export MW_SERVERS="$servers"
    # shellcheck disable=SC2086
    MW_TEST_SECONDS=600 each '' 1 $list
    unset MW_SERVERS
    stop_servers
    trap - INT TERM HUP
}

stage_demo()
{
    if timeout -k 5 120 "$B/demo" >"$MW_LOGS/demo" 2>&1 </dev/null; then
        result demo passed
    else
        tail -n 20 "$MW_LOGS/demo"
        result demo failed "see $MW_LOGS/demo"
    fi
}

mkdir -p "$MW_LOGS"
for stage; do
    echo "-- $stage"
    "stage_$stage"
done
awk -v part="${MW_PART:-}" -v total="${MW_TOTAL:-/dev/null}" '
    { passed += $(NF - 2); failed += $(NF - 1); skipped += $NF }
    END {
        if (part == "")
            printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
        else
            printf "== %s: passed %d, failed %d, skipped %d\n", part, passed, failed, skipped
        print passed + 0, failed + 0, skipped + 0 >> total
        exit failed > 0 || passed == 0
    }' "$MW_RESULTS"
