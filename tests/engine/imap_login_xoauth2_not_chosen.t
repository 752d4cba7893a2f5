# A password is never sent as a token.
protocol: imap
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=XOAUTH2] hello
C: A1 LOGIN "ann" "s3cret"
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"
