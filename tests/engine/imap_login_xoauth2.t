# XOAUTH2.
protocol: imap
auth: xoauth2
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=XOAUTH2] hello
C: A1 AUTHENTICATE XOAUTH2 dXNlcj1hbm4BYXV0aD1CZWFyZXIgczNjcmV0AQE=
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"
