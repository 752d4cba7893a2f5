#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: rare.sh   (environment: B)
#
# Builds with -DMW_NO_RARE into $B/rare, and plays the transcripts of IMAP. Those in rare.txt need a
# rare extension; all others must pass as they are.
set -u
tools=$(dirname "$0")
. "$tools/lib.sh"

where=${B:-build}/rare
needy=$(grep -v '^#' "$tools/rare.txt" | sed 's|.*|tests/engine/&.t|')
if make -s WERROR=1 B="$where" CFLAGS='-O1 -DMW_NO_RARE' "$where/tests/engine/transcript" \
    >"$where.log" 2>&1; then
    ok 'it compiles without the names of rare extensions'
else
    not_ok 'it compiles without the names of rare extensions' "$(tail -n 20 "$where.log")"
    finish
fi
# shellcheck disable=SC2046,SC2010
"$where/tests/engine/transcript" $(ls tests/engine/imap*.t | grep -vxF "$needy") >"$where.log" 2>&1
status=$?
none 'transcripts pass that need no rare extension' "$(grep -A 4 '^not ok' "$where.log")"
grep -q '^ok' "$where.log" && [ $status -eq 0 ] || not_ok 'they were played' "status $status"
# shellcheck disable=SC2086
"$where/tests/engine/transcript" $needy >"$where.log" 2>&1
none 'all others need one' "$(grep '^ok' "$where.log")"
none 'no name that is missing ends a session' "$(grep 'FAILED' "$where.log")"
finish
