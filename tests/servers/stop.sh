#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: stop.sh DIR
#
# Stops what start.sh DIR started, also what a crash left of it. Logs and mail stay.
set -eu

[ $# -eq 1 ] || { echo 'usage: stop.sh DIR' >&2; exit 1; }
[ -d "$1" ] || exit 0
HERE=$(cd "$(dirname "$0")" && pwd)
DIR=$(cd "$1" && pwd -P)
. "$HERE/lib.sh"

status=0
for SERVER in $EVERY_SERVER; do
    . "$HERE/$SERVER.sh"
    "${SERVER}_stop" || status=1
done
rm -f "$DIR/ports.txt" "$DIR/ports.sh"
exit $status
