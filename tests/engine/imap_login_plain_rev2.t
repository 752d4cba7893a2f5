# IMAP4rev2 alone: SASL-IR is part of it (RFC 9051 6.2.2).
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev2 AUTH=PLAIN] hello
C: A1 AUTHENTICATE PLAIN AGFubgBzM2NyZXQ=
S: A1 OK [CAPABILITY IMAP4rev2] hi ann
! READY 1 0 "hi ann"
