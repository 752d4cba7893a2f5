#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: tap.sh NAME COMMAND...   (environment: MW_RESULTS, MW_LOGS, MW_TEST_SECONDS)
#
# Runs one test program that writes TAP, under a time limit, and appends "NAME passed failed
# skipped" to the file MW_RESULTS. Failures and skips are shown, with the end of what the program
# wrote to stderr. Failures are also: a death without a `not ok`, fewer results than the plan
# says, no result at all, and a skip without a reason. cmocka cannot give a reason with its skip
# (and calls it `not ok N # SKIP`), so a comment line `# skip: reason` before it will do.
set -u

name=$1
shift
logs=${MW_LOGS:-build/logs}
log=$logs/$(printf %s "$name" | tr '/ ' '__')
limit=${MW_TEST_SECONDS:-120}
mkdir -p "$logs"

start=$(date +%s)
timeout -k 5 "$limit" "$@" >"$log.tap" 2>"$log.err" </dev/null
status=$?
seconds=$(($(date +%s) - start))

# shown in one piece, as others may run beside this one
awk -v name="$name" -v status=$status -v limit="$limit" -v seconds=$seconds -v err="$log.err" \
    -v results="${MW_RESULTS:-/dev/null}" '
function fail(text)
{
    failed++
    shown = shown "FAIL " name ": " text "\n"
}
/^[[:space:]]*1\.\.[0-9]+/ {
    plan = $0
    sub(/^[[:space:]]*1\.\./, "", plan)
    planned = plan + 0
    # "1..0 # SKIP reason": the whole program
    if (planned == 0 && match($0, /# *[Ss][Kk][Ii][Pp]/)) {
        reason = substr($0, RSTART + RLENGTH)
        sub(/^[: ]+/, "", reason)
        if (reason == "")
            fail("skipped without a reason")
        else {
            skipped++
            shown = shown "SKIP " name ": " reason "\n"
        }
    }
    next
}
/^(not )?ok([ \t]|$)/ {
    results_seen++
    text = $0
    sub(/^(not )?ok[ \t]*[0-9]*[ \t]*(- )?/, "", text)
    if (match(text, /# *[Ss][Kk][Ii][Pp][: ]*/)) {
        what = substr(text, 1, RSTART - 1)
        sub(/[ \t]+$/, "", what)
        why = substr(text, RSTART + RLENGTH)
        if (what == "") {
            what = why
            why = reason
        }
        if (why == "")
            fail(what " skipped without a reason")
        else {
            skipped++
            shown = shown "SKIP " name ": " what " (" why ")\n"
        }
        in_failure = 0
    } else if (/^not/) {
        fail(text)
        in_failure = 1
    } else {
        passed++
        in_failure = 0
    }
    reason = ""
    next
}
/^# *[Ss][Kk][Ii][Pp][: ]/ {
    reason = $0
    sub(/^# *[Ss][Kk][Ii][Pp][: ]+/, "", reason)
    next
}
/^#/ && in_failure && details++ < 60 { shown = shown "    " $0 "\n" }
END {
    if (status == 124 || status == 137)
        fail("not finished after " limit " seconds")
    else if (status != 0 && failed == 0)
        fail("died with status " status)
    if (planned > results_seen)
        fail("stopped after " results_seen + 0 " of " planned " tests")
    if (passed + failed + skipped == 0)
        fail("no test result at all")
    printf "%s", shown
    if (failed) {
        while ((getline line < err) > 0)
            tail[++lines] = line
        for (i = lines > 40 ? lines - 39 : 1; i <= lines; i++)
            print "    " tail[i]
    }
    slow = (seconds > 9) ? "  (" seconds " s)" : ""
    printf "%-44s %5d passed%s%s%s\n", name, passed, failed ? ", " failed " FAILED" : "",
        skipped ? ", " skipped " skipped" : "", slow
    print name, passed + 0, failed + 0, skipped + 0 >> results
    exit failed != 0
}' "$log.tap"
