# LOGOUT: the server closes in its reply.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> quit
C: A1 LOGOUT
s: * BYE by
> eof
! DONE 2
! CLOSED
