# A third challenge.
protocol: imap
auth: login
flags: clear
user: ann
secret: s3cret
S: * OK [CAPABILITY IMAP4rev1 AUTH=LOGIN] hello
C: A1 AUTHENTICATE LOGIN
S: + a
C: YW5u
S: + b
C: czNjcmV0
S: + c
! FAILED PROTOCOL stage=AUTH
