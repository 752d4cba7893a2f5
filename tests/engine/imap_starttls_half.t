# The stream ends in the reply.
protocol: imap
security: starttls
S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] hello
C: A1 STARTTLS
s: A1 OK
> eof
! FAILED TRUNCATED stage=STARTTLS
