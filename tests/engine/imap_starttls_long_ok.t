# A reply to STARTTLS that is longer than the buffer.
protocol: imap
security: starttls
input: whole
S: * OK [CAPABILITY IMAP4rev1 STARTTLS LOGINDISABLED] hello
C: A1 STARTTLS
S: A1 OK [X-CODE (a b "c]" d)] a text that is longer than the smallest buffer, so that it has to be cut somewhere
! SECURE
> secure ok
C: A2 CAPABILITY
S: A2 OK
! READY 1
