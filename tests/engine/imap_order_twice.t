# A command is answered once.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
> noop
C: A1 NOOP
C: A2 NOOP
S: A2 OK b
! DONE 3
S: A2 OK b
! ABORTED 2
! FAILED PROTOCOL
