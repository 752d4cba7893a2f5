# LOGINDISABLED forbids the command only.
protocol: imap
security: tls
user: ann
secret: s3cret
! SECURE
> secure ok
S: * OK [CAPABILITY IMAP4rev1 LOGINDISABLED AUTH=PLAIN SASL-IR] hello
C: A1 AUTHENTICATE PLAIN AGFubgBzM2NyZXQ=
S: A1 OK [CAPABILITY IMAP4rev1] hi
! READY
