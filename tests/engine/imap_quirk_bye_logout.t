# BYE again and again behind LOGOUT.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> quit
C: A1 LOGOUT
S: * BYE a
S: * BYE b
S: * BYE c
S: A1 OK x
! DONE 2
! CLOSED
