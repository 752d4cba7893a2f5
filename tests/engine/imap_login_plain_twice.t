# A challenge that PLAIN has no answer to.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN] hello
C: A1 AUTHENTICATE PLAIN AGFubgBzM2NyZXQ=
S: + again
! FAILED PROTOCOL stage=AUTH
