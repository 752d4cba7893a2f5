# LOGOUT: no answer.
protocol: imap
timeouts: quit=500
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> quit
C: A1 LOGOUT
> time 499
> time 500
! DONE 2
! CLOSED
