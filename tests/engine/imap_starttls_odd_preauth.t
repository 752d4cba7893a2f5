# Something else than the tagged OK to STARTTLS.
protocol: imap
security: starttls
user: ann
secret: x
S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] hello
C: A1 STARTTLS
S: * PREAUTH go
! FAILED PROTOCOL stage=STARTTLS
