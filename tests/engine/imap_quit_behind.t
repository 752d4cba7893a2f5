# BYE before LOGOUT was reached is not its answer.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1 items=flags
> quit
C: A1 UID FETCH 1 (FLAGS)
C: A2 LOGOUT
S: * BYE now
! ABORTED 2
! ABORTED 3
! FAILED SERVER_BYE
