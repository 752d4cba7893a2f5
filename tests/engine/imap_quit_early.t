# LOGOUT is answered last.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
> quit
C: A1 NOOP
C: A2 LOGOUT
S: A2 OK out
! ABORTED 2
! ABORTED 3
! FAILED PROTOCOL
