# The message was sent whole, and the answer never came.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> append A bytes=3
C: A1 APPEND "A" {3}
S: + go
> write abc
> end
C: abc
> eof
! UNKNOWN 2 CONN_LOST
! FAILED CONN_LOST stage=DATA_END
