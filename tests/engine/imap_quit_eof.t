# LOGOUT: the server just closes.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> quit
C: A1 LOGOUT
> eof
! DONE 2
! CLOSED
