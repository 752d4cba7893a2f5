#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: start.sh DIR
#
# Starts the real mail servers of the live tests on loopback, their state below DIR. Returns when
# each has greeted. See README.md for ports, users and environment.
# Exit status: 0 all that can be had runs (skips.txt names what cannot), 1 refused, 2 a server that
# is installed did not come up.
set -eu
umask 022

[ $# -eq 1 ] || { echo 'usage: start.sh DIR' >&2; exit 1; }
HERE=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$1"
DIR=$(cd "$1" && pwd -P)
. "$HERE/lib.sh"
. "$HERE/postfix.sh"
. "$HERE/dovecot.sh"
. "$HERE/dovecot_next.sh"
. "$HERE/sink.sh"
. "$HERE/exim.sh"
. "$HERE/opensmtpd.sh"
. "$HERE/cyrus.sh"
. "$HERE/courier.sh"
. "$HERE/mailutils.sh"

case $DIR in
*[!A-Za-z0-9/._-]*) die "$DIR: only letters, digits, dot, dash and underscore can be used" ;;
esac
[ ${#DIR} -le 70 ] || die "$DIR: too long, the limit for Unix sockets is 107 bytes in all"
[ -e "$DIR/.mail-servers" ] || [ -z "$(ls -A "$DIR")" ] ||
    die "$DIR is neither empty nor made by an earlier start.sh"
: >"$DIR/.mail-servers"

if [ "$(id -u)" -ne 0 ]; then
    rm -f "$DIR/ports.txt" "$DIR/ports.sh" "$DIR/skips.txt"
    : >"$DIR/ports.txt"
    : >"$DIR/ports.sh"
    skip all 'mail servers can be started by root only'
    cat "$DIR/skips.txt"
    exit 0
fi

"$HERE/stop.sh" "$DIR"
rm -rf "$DIR/dovecot" "$DIR/postfix" "$DIR/exim" "$DIR/opensmtpd" "$DIR/sink" \
    "$DIR/cyrus" "$DIR/courier" "$DIR/mailutils" "$DIR/dovecot_next" "$DIR/mail" \
    "$DIR/tokens" "$DIR/state" "$DIR/log.old"
rm -f "$DIR/ports.txt" "$DIR/ports.sh" "$DIR/skips.txt" "$DIR/failed.txt"
[ ! -d "$LOG" ] || mv "$LOG" "$DIR/log.old"
mkdir -p "$LOG" "$MAIL" "$DIR/state"
: >"$DIR/skips.txt"
: >"$DIR/failed.txt"
chmod 0755 "$DIR"
setpriv --reuid=nobody --regid=nogroup --clear-groups test -x "$MAIL" ||
    die "$DIR: the servers' users cannot reach it (every directory above needs o+x)"

INET_PROTOCOLS=ipv4
LISTEN='127.0.0.1, 127.0.0.2'
if grep -q '^0*1 ' /proc/net/if_inet6 2>/dev/null; then
    INET_PROTOCOLS=all
    LISTEN="$LISTEN, ::1"
fi

for SERVER in $EVERY_SERVER; do
    "${SERVER}_ports"
done

# busy_ports: those of our ports where something listens already
busy_ports()
{
    cat "$DIR"/state/*.ports /proc/net/tcp /proc/net/tcp6 2>/dev/null | awk '
        $3 == "clear" || $3 == "tls" { ours[sprintf("%04X", $2)] = $2 }
        $4 == "0A" { number = $2; sub(/.*:/, "", number); if (number in ours) print ours[number] }
    ' | sort -u | tr '\n' ' '
}

# Children of a server that was killed take a moment to notice
tries=0
while busy=$(busy_ports) && [ -n "$busy" ]; do
    tries=$((tries + 1))
    [ $tries -lt 50 ] || die "ports in use by others: $busy(choose another MW_PORT_BASE)"
    sleep 0.1
done

"$HERE/certs.sh" "$TLS"

for SERVER in ${MW_SERVERS:-$EVERY_SERVER}; do
    reason=$("${SERVER}_missing")
    if [ -n "$reason" ]; then
        skip "$SERVER" "$reason"
    else
        "${SERVER}_start"
        cat "$DIR/state/$SERVER.ports" >>"$DIR/state/wanted"
    fi
done

status=0
touch "$DIR/state/wanted"
python3 "$HERE/greet.py" 30 <"$DIR/state/wanted" >"$DIR/state/ports" 2>>"$DIR/failed.txt" ||
    status=2
[ ! -s "$DIR/failed.txt" ] || status=2
sed 's/^/failed: /' "$DIR/failed.txt" >>"$DIR/skips.txt"

{
    echo "SERVERS_DIR=$DIR"
    echo "SERVERS_TLS=$TLS"
    echo "SERVERS_IPV6=$([ "$INET_PROTOCOLS" = all ] && echo 1 || echo 0)"
    tr ' ' '=' <"$DIR/state/ports"
} >"$DIR/ports.sh"
mv "$DIR/state/ports" "$DIR/ports.txt"
[ ! -s "$DIR/skips.txt" ] || cat "$DIR/skips.txt" >&2
exit $status
