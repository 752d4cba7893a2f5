# SPDX-License-Identifier: MIT
# Common part of the scripts here; sourced. The caller sets $DIR (absolute) and $HERE.

PORT_BASE=${MW_PORT_BASE:-22000}
CACHE=${MW_SERVERS_CACHE:-/var/cache/mailwire-servers}
TLS=$DIR/tls
LOG=$DIR/log
MAIL=$DIR/mail
EVERY_SERVER='postfix dovecot sink dovecot_next exim opensmtpd cyrus courier
    mailutils'
USERS='alice bob carol quota dave+x empty eai jøran 用户'

die()
{
    echo "${0##*/}: $*" >&2
    exit 1
}

# skip SERVER REASON: the server is not there and nobody is to blame
skip()
{
    echo "$1: $2" >>"$DIR/skips.txt"
}

# port NAME OFFSET KIND: sets the variable NAME and notes the port as one of $SERVER's.
# KIND is clear or tls (implicit).
port()
{
    eval "$1=$((PORT_BASE + $2))"
    echo "$1 $((PORT_BASE + $2)) $3" >>"$DIR/state/$SERVER.ports"
}

password_of()
{
    case $1 in
    bob) printf '%s' 'b0b p\a"ss w£rd' ;;
    dave+x) printf davepw ;;
    jøran) printf 'pässwörd€' ;;
    用户) printf '密码' ;;
    *) printf '%spw' "$1" ;;
    esac
}

base64_of()
{
    openssl base64 -A
}

# alive PID: a zombie counts as gone, for init may be slow to reap
alive()
{
    [ -r "/proc/$1/status" ] && ! grep -q '^State:.*[ZX]' "/proc/$1/status" 2>/dev/null
}

group_alive()
{
    for stat in /proc/[0-9]*/stat; do
        { read -r line <"$stat"; } 2>/dev/null || continue
        # the command name may hold blanks; behind the last ')' come state, parent, group
        set -- "$1" ${line##*) }
        [ "$4" = "$1" ] && [ "$2" != Z ] && return 0
    done
    return 1
}

# stop_group PIDFILE WORD: ends the process of the file and its group if WORD is one of its
# arguments or environment variables, so that a stale file cannot hit a stranger
stop_group()
{
    [ -s "$1" ] || return 0
    read -r pid _ <"$1" || :
    case $pid in '' | *[!0-9]*) return 0 ;; esac
    cat "/proc/$pid/cmdline" "/proc/$pid/environ" 2>/dev/null | tr '\0' '\n' |
        grep -qaxF -- "$2" || return 0
    kill -TERM "-$pid" 2>/dev/null || kill -TERM "$pid" 2>/dev/null || return 0
    tries=0
    while group_alive "$pid" || alive "$pid"; do
        tries=$((tries + 1))
        if [ $tries -eq 100 ]; then
            kill -KILL "-$pid" 2>/dev/null || :
        elif [ $tries -gt 140 ]; then
            echo "${0##*/}: process group $pid ($2) does not end" >&2
            return 1
        fi
        sleep 0.05
    done
}

# missing_programs PROGRAM ...: says what is not installed
missing_programs()
{
    for program; do
        PATH=/usr/sbin:/usr/bin:/sbin:/bin command -v "$program" >/dev/null ||
            { echo "$program is not installed (tests/servers/packages.sh install)"; return; }
    done
}

# cached SERVER FILE: says why the server fetch.sh gets is not there. It is fetched now only where
# MW_SERVERS_CACHE asks for it: the first time takes half a minute.
cached()
{
    [ ! -x "$CACHE/$1/$2" ] || return 0
    if [ -z "${MW_SERVERS_CACHE:-}" ]; then
        echo "not in $CACHE (run tests/servers/fetch.sh, or set MW_SERVERS_CACHE)"
    elif ! "$HERE/fetch.sh" "$1" >"$LOG/fetch.log" 2>&1; then
        echo "cannot be fetched: $(tail -1 "$LOG/fetch.log")"
    fi
}

# own_root SERVER ROOT: sockets and spools are at fixed places, hence one root for each run
own_root()
{
    if ! cp -al "$CACHE/$1" "$2" 2>/dev/null; then
        rm -rf "$2"
        cp -a "$CACHE/$1" "$2"
    fi
}

# log_socket ROOT FILE NAME: what the servers there tell syslog goes to FILE
log_socket()
{
    MAIL_LOG="$2" setsid python3 "$HERE/syslog.py" "$1/dev/log" </dev/null >>"$2" 2>&1 &
    echo $! >"$DIR/state/$3-log.pid"
    tries=0
    while [ ! -S "$1/dev/log" ] && [ $tries -lt 100 ]; do
        tries=$((tries + 1))
        sleep 0.05
    done
}
