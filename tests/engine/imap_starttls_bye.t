# The server leaves instead.
protocol: imap
security: starttls
S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] hello
C: A1 STARTTLS
S: * BYE no
! FAILED SERVER_BYE stage=STARTTLS
