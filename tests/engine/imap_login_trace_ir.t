# No secret in a trace: the initial response.
protocol: imap
in_bytes: 128
flags: clear trace
user: ann
secret: s3cret
S: * OK [CAPABILITY SASL-IR AUTH=PLAIN] hello
! TRACE S
! CAP
! CAP
! TRACE C "A1 AUTHENTICATE PLAIN " flags=BEFORE_TLS|REDACTED
C: A1 AUTHENTICATE PLAIN AGFubgBzM2NyZXQ=
S: A1 NO no
! TRACE S "A1 NO no"
! FAILED AUTH "no"
