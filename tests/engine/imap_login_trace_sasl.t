# No secret in a trace: AUTHENTICATE, of a password that LOGIN cannot say.
protocol: imap
in_bytes: 128
flags: clear trace
user: ann
secret: p\xc3\xa4ss
S: * OK [CAPABILITY AUTH=PLAIN] hello
! TRACE S "* OK [CAPABILITY AUTH=PLAIN] hello" flags=BEFORE_TLS
! CAP "AUTH=PLAIN"
! TRACE C "A1 AUTHENTICATE PLAIN"
C: A1 AUTHENTICATE PLAIN
S: + c2VjcmV0
! TRACE S "+" flags=BEFORE_TLS|REDACTED
! TRACE C "" flags=BEFORE_TLS|REDACTED
C: AGFubgBww6Rzcw==
S: A1 OK [CAPABILITY IMAP4rev1] hi
! TRACE S
! CAP "IMAP4rev1"
! READY
