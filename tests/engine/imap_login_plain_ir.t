# PLAIN with its initial response.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello
C: A1 AUTHENTICATE PLAIN AGFubgBzM2NyZXQ=
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"
