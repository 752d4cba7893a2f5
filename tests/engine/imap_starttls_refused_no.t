# STARTTLS is refused: nothing more is said.
protocol: imap
security: starttls
user: ann
secret: x
S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] hello
C: A1 STARTTLS
S: A1 NO not now
! FAILED NO_STARTTLS stage=STARTTLS
