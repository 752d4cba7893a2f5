# No byte of a message in a trace.
protocol: imap
flags: trace
in_bytes: 64
S: * OK [CAPABILITY IMAP4rev1] hi
! TRACE S "* OK [CAPABILITY IMAP4rev1] hi" flags=BEFORE_TLS
! CAP
! READY
> fetch 1 items=body
! TRACE C "A1 UID FETCH 1 (BODY.PEEK[])" flags=BEFORE_TLS
C: A1 UID FETCH 1 (BODY.PEEK[])
S: * 1 FETCH (UID 1 ENVELOPE ("secret" {3}
! TRACE S "* 1 FETCH" flags=REDACTED|BEFORE_TLS
! MSG
S: abc) BODY[] {5}
! ATTR
! BODY
S: a\r\nbc)
! DATA
! MSG_END
S: *  2  fetch  (FLAGS
! TRACE S "*  2  fetch" flags=REDACTED|BEFORE_TLS
! MSG
! ATTR
! ABORTED 2
! FAILED PROTOCOL
