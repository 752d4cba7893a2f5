#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: run.sh [PROGRAM...]   (environment: B, MW_PORT_BASE)
#
# Builds the live tests (all, or those named: `run.sh cert port`), starts the real servers in a
# temporary directory, runs the tests, TAP on stdout, and stops the servers. Must be root.
set -u
cd "$(dirname "$0")/../.." || exit 1
B=${B:-build}

if [ $# -eq 0 ]; then
    set -- $(ls tests/live/*_test.c | sed 's|.*/\(.*\)_test\.c|\1|')
fi
# shellcheck disable=SC2046
make --no-print-directory -s B="$B" $(printf "$B/tests/live/%s_test " "$@") || exit 1

# Unix sockets' paths are short, and the servers' users must reach it
dir=$(mktemp -d /tmp/mw-live.XXXXXX) || exit 1
chmod 755 "$dir"
stop()
{
    tests/servers/stop.sh "$dir" >/dev/null 2>&1
    rm -rf "$dir"
}
trap 'stop; exit 1' INT TERM HUP
tests/servers/start.sh "$dir" >&2 || { stop; exit 1; }

status=0
for name; do
    echo "# $name"
    MW_SERVERS=$dir CMOCKA_MESSAGE_OUTPUT=tap timeout -k 5 300 "$B/tests/live/${name}_test" || status=1
done
stop
exit $status
