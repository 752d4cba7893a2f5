# The mechanism LOGIN, where only that may be used.
protocol: imap
auth: login
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 SASL-IR AUTH=PLAIN AUTH=LOGIN] hello
C: A1 AUTHENTICATE LOGIN
S: + VXNlcm5hbWU6
C: YW5u
S: + UGFzc3dvcmQ6
C: czNjcmV0
S: A1 OK [CAPABILITY IMAP4rev1] hi ann
! READY 1 0 "hi ann"
