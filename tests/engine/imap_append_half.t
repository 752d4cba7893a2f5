# The connection breaks in the message.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> append A bytes=4
C: A1 APPEND "A" {4}
S: + go
> write abc
c: abc
> eof
! ABORTED 2 CONN_LOST
! FAILED CONN_LOST stage=BODY
