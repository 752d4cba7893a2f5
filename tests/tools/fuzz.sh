#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: fuzz.sh PROGRAM   (environment: MW_FUZZ_SECONDS, B)
#
# Runs one fuzz target over tests/fuzz/corpus/NAME: libFuzzer programs for MW_FUZZ_SECONDS, the
# replaying ones once. What a run finds new stays in $B/found, an input that crashes in
# $B/crash.
set -u
. "$(dirname "$0")/lib.sh"

name=$(basename "$1" _fuzz)
corpus=tests/fuzz/corpus/$name
found=${B:-build}/found/$name
crash=${B:-build}/crash/$name
seconds=${MW_FUZZ_SECONDS:-5}
mkdir -p "$found" "$crash"
log=$(mktemp)
trap 'rm -f "$log"' EXIT

if [ -z "$(ls "$corpus" 2>/dev/null)" ]; then
    not_ok "$name has a corpus" "$corpus is empty"
    finish
fi
count=$(find "$corpus" -type f | wc -l)
if grep -qa LLVMFuzzerRunDriver "$1"; then
    "$1" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=1024 -print_final_stats=1 \
        -artifact_prefix="$crash/" "$found" "$corpus" >"$log" 2>&1
    status=$?
    runs=$(sed -n 's/^stat::number_of_executed_units: *//p' "$log")
    what="$name: ${runs:-0} inputs in $seconds s, $count in the corpus"
    [ "${runs:-0}" -gt 0 ] || status=1
else
    "$1" "$corpus"/* >"$log" 2>&1
    status=$?
    what="$name: replayed $count inputs"
fi
if [ $status -eq 0 ]; then ok "$what"; else not_ok "$what" "$(grep -v '^#' "$log" | tail -n 40)"; fi
finish
