#!/bin/sh
# SPDX-License-Identifier: MIT
# usage: size-table.sh   (environment: B)
#
# Writes the size table of README.md, between its two <!-- size --> marks, from what `make size`
# printed last.
set -eu
figures=${B:-build}/size.txt
[ -s "$figures" ] || { echo "$figures is not there: make size" >&2; exit 1; }
awk '
BEGIN {
    what["core"] = "what every session needs: the pump, calls, configuration"
    what["engine"] = "what the three engines share: lines, queue, events"
    what["smtp"] = "the SMTP and LMTP engine, every extension in it"
    what["pop3"] = "the POP3 engine"
    what["imap"] = "the IMAP engine; with SELECT, FETCH and IDLE of its commands"
    what["imap-store"] = "STORE, COPY, MOVE; as all that follow, linked only if called"
    what["imap-search"] = "SEARCH, SORT, THREAD; their criteria are built by `imap-build`"
    what["imap-names"] = "mailboxes: CREATE, LIST, STATUS, ..."
    what["imap-append"] = "APPEND"
    what["imap-enable"] = "ENABLE, ID"
    what["imap-more"] = "rare extensions: quotas, rights, metadata, NOTIFY, COMPRESS, ..."
    what["imap-rare"] = "what servers say of rare extensions, by name; `-DMW_NO_RARE` leaves it out"
    what["imap-data"] = "all readers of `imap_data.h`; those not called are not linked"
    what["imap-build"] = "all builders of `imap_build.h`: criteria, sets, dates, names"
    what["wire"] = "the readers and writers of bytes that several of these need"
    what["login"] = "logging in, whatever the mechanism and the protocol"
    what["sasl-basic"] = "PLAIN, LOGIN, XOAUTH2, OAUTHBEARER, EXTERNAL, ANONYMOUS, base64"
    what["sasl-scram"] = "SCRAM, CRAM-MD5, APOP"
    what["sasl-more"] = "a mechanism of your own, a fresh token on the same connection"
    what["advice"] = "sentences and names of errors; `-DMW_NO_ADVICE` leaves them out"
    what["whole-smtp"] = "all code of a firmware that calls every function of SMTP, advice included"
    what["whole-pop3"] = "the same, POP3"
    what["whole-imap"] = "the same, IMAP"
    what["data+bss"] = "writable data"
    what["struct-smtp"] = "RAM of an SMTP session, without its buffers"
    what["struct-pop3"] = "the same, POP3"
    what["struct-imap"] = "the same, IMAP"
    what["stack-smtp"] = "deepest stack with SMTP, without libc and your transport"
    what["stack-pop3"] = "the same, POP3"
    what["stack-imap"] = "the same, IMAP"
}
function commas(n) { return n > 999 ? int(n / 1000) "," sprintf("%03d", n % 1000) : n }
FNR == NR { if ($1 in what) row[++rows] = "| `" $1 "` | " commas($2) " | " what[$1] " |"; next }
/^<!-- size -->/ {
    print
    print "| | bytes | |\n|---|---:|---|"
    for (i = 1; i <= rows; i++) print row[i]
    inside = 1
}
/^<!-- \/size -->/ { inside = 0 }
!inside { print }
' "$figures" README.md >README.md.new
mv README.md.new README.md
