# The stream ends instead.
protocol: imap
security: starttls
S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] hello
C: A1 STARTTLS
> eof
! FAILED CONN_LOST stage=STARTTLS
