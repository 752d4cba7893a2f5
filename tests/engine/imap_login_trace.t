# No secret in a trace: LOGIN.
protocol: imap
flags: clear trace
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1] hello
! TRACE S "* OK [CAPABILITY IMAP4rev1] hello" flags=BEFORE_TLS
! TRACE C "A1 LOGIN " flags=BEFORE_TLS|REDACTED
C: A1 LOGIN "ann" "s3cret"
S: A1 OK [CAPABILITY IMAP4rev1] hi
! TRACE S "A1 OK [CAPABILITY IMAP4rev1] hi"
! READY
