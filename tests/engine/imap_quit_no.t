# LOGOUT cannot be refused.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> quit
C: A1 LOGOUT
S: A1 NO stay
! DONE 2 0 "stay"
! CLOSED
