# AUTHENTICATE is not understood at all: then LOGIN.
protocol: imap
security: tls
user: ann
secret: hunter22
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hi
C: A1 AUTHENTICATE PLAIN AGFubgBodW50ZXIyMg==
S: A1 BAD what
C: A2 AUTHENTICATE PLAIN
S: A2 BAD what
C: A3 LOGIN "ann" "hunter22"
S: A3 OK [CAPABILITY IMAP4rev1] in
! READY 1
