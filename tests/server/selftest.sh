#!/bin/sh
# SPDX-License-Identifier: MIT
# Is the test server a right mail server? Asks clients that know nothing of this project:
# openssl s_client, curl, and Python's smtplib, imaplib and poplib. TAP on stdout.
# usage: selftest.sh path/to/mailserver
server=${1:-./mailserver}
here=$(dirname "$0")
dir=$(mktemp -d) || exit 1
pid=
trap '[ -z "$pid" ] || kill "$pid" 2>/dev/null; rm -rf "$dir"' EXIT
n=0
failed=0

result() { # status, name
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then
        echo "ok $n - $2"
    else
        echo "not ok $n - $2"
        failed=1
    fi
}

skip() {
    n=$((n + 1))
    echo "ok $n - $1 # SKIP $2"
}

start() { # options of mailserver
    : >"$dir/ports"
    "$server" "$@" "$dir/ca.pem" >"$dir/ports" 2>"$dir/faults" </dev/null &
    pid=$!
    i=0
    until grep -q CA_FILE "$dir/ports"; do
        i=$((i + 1))
        if [ "$i" -gt 200 ] || ! kill -0 "$pid" 2>/dev/null; then
            echo "Bail out! mailserver does not start"
            exit 1
        fi
        sleep 0.05
    done
    . "$dir/ports"
}

stop() {
    kill "$pid"
    wait "$pid"
    status=$?
    pid=
}

tls_says() { # port, starttls protocol or "": prints openssl's verify code
    timeout 20 openssl s_client -connect "127.0.0.1:$1" ${2:+-starttls "$2"} -CAfile "$CA_FILE" \
        -verify_hostname localhost -purpose sslserver </dev/null 2>/dev/null |
        sed -n -e '/BEGIN CERTIFICATE/h' \
            -e '/^ *Verify return code/{x;/./!d;x;s/^ *Verify return code: \([0-9]*\).*/\1/p;}' |
        tail -n 1
}

certificate() { # name, codes openssl may give
    start -c "$1"
    got=$(tls_says "$SMTPS_PORT" "")
    stop
    case " $2 " in
    *" $got "*) result 0 "certificate $1: openssl says $got" ;;
    *) result 1 "certificate $1: openssl says '$got', expected one of $2" ;;
    esac
}

if command -v openssl >/dev/null; then
    certificate good 0
    certificate expired 10
    certificate not-yet 9
    certificate other-host 62
    certificate self-signed 18
    certificate unknown-ca "20 21"
    certificate cn-only 0
    certificate nul-name 62
    certificate client-use 26
    certificate odd-critical 34
    certificate intermediate 0
    certificate no-intermediate "20 21"
    certificate issuer-not-ca "24 32 79"
    certificate path-too-long 25
    start
    for line in "$SMTP_PORT smtp" "$IMAP_PORT imap" "$POP3_PORT pop3" "$LMTP_PORT lmtp" \
        "$SMTPS_PORT" "$IMAPS_PORT" "$POP3S_PORT" "$LMTPS_PORT"; do
        # shellcheck disable=SC2086 # two words
        set -- $line
        [ "$(tls_says "$1" "${2:-}")" = 0 ]
        result $? "openssl s_client: ${2:+STARTTLS }${2:-implicit TLS} verifies"
    done
    stop
    [ "$status" -eq 0 ]
    result $? "SIGTERM ends the server with status 0"
else
    skip "certificates" "no openssl"
fi

start
{
    printf 'From: ann@example.test\r\nTo: bob@example.test\r\nSubject: by curl\r\n\r\n'
    printf '.\r\n..\r\n.a line\r\n\r\nend without more\r\n'
} >"$dir/mail"

curl_through() { # name, smtp url, imap url, pop3 url
    login="bob:bob-password"
    curl -sS --max-time 20 --ssl-reqd --cacert "$CA_FILE" --user ann:ann-password --url "$2" \
        --mail-from ann@example.test --mail-rcpt bob@example.test --upload-file "$dir/mail"
    result $? "curl sends: $1"
    curl -sS --max-time 20 --ssl-reqd --cacert "$CA_FILE" --user "$login" \
        "$3/INBOX;MAILINDEX=1" >"$dir/got" && cmp "$dir/mail" "$dir/got"
    result $? "curl reads the same bytes by IMAP: $1"
    curl -sS --max-time 20 --ssl-reqd --cacert "$CA_FILE" --user "$login" "$4/1" >"$dir/got" &&
        cmp "$dir/mail" "$dir/got"
    result $? "curl reads the same bytes by POP3: $1"
    curl -sS --max-time 20 --ssl-reqd --cacert "$CA_FILE" --user "$login" --head -X DELE "$4/1" \
        >/dev/null
    result $? "curl deletes by POP3: $1"
}

if command -v curl >/dev/null; then
    h=localhost
    curl_through STARTTLS "smtp://$h:$SMTP_PORT" "imap://$h:$IMAP_PORT" "pop3://$h:$POP3_PORT"
    curl_through "implicit TLS" "smtps://$h:$SMTPS_PORT" "imaps://$h:$IMAPS_PORT" \
        "pop3s://$h:$POP3S_PORT"
else
    skip "curl" "no curl"
fi
stop
if grep '^fault' "$dir/faults" >&2; then
    result 1 "curl commits no fault"
else
    result 0 "curl commits no fault"
fi

if command -v python3 >/dev/null; then
    start
    python3 "$here/selftest.py" "$dir/ports" >"$dir/tap"
    status=$?
    while IFS= read -r line; do
        case $line in
        "ok "*) result 0 "${line#ok }" ;;
        "not ok "*) result 1 "${line#not ok }" ;;
        *) printf '# %s\n' "$line" ;;
        esac
    done <"$dir/tap"
    result "$status" "selftest.py ran to its end"
    stop
    for fault in "bare LF" "dot that was not doubled" "lines over 998" "without BODY=8BITMIME" \
        "bytes sent behind DATA" "parameter FOO was not offered" "bytes behind STARTTLS"; do
        grep -q "^fault:.*$fault" "$dir/faults"
        result $? "the server notices: $fault"
    done
else
    skip "Python's clients" "no python3"
fi

play() { # name, last step, pattern of how the stream ends for Python
    printf '%s\n' '# a script' 'S: 220 hi' 'C: EHLO' 'S: 250-mail.example.test' 'S: 250 STARTTLS' \
        'C: STARTTLS' 'S: 220 go ahead' '! tls good' 'C: NOOP' '! drip 1 1' 'S: 250 secret' "$2" \
        >"$dir/script"
    start -s "$dir/script"
    got=$(python3 "$here/selftest.py" "$dir/ports" played)
    case $got in
    "250 secret, "$3) result 0 "a hostile script under TLS, $1: $got" ;;
    *) result 1 "a hostile script under TLS, $1: $got" ;;
    esac
    stop
    grep -q '^connection 0: done after 11 steps, tls 1, sni .localhost.' "$dir/faults"
    result $? "and what came is written down"
}

if command -v python3 >/dev/null; then
    play "close_notify" "! bye" "clean end"
    play "no close_notify" "! close" cut
    play "half-closed" "! half-close" "clean end"
    # Some versions of Python take ECONNRESET for an end of file; hostile_test.c looks closer.
    play "reset" "! rst" "[cr][ue]*t"
fi

echo "1..$n"
exit "$failed"
