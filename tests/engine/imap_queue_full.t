# As many commands as the queue holds, in one flight.
protocol: imap
commands: 4
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
> noop
> noop
> noop
C: A1 NOOP
C: A2 NOOP
C: A3 NOOP
C: A4 NOOP
S: A1 OK a
! DONE 2 0 "a"
S: A2 OK b
! DONE 3 0 "b"
S: A3 OK c
! DONE 4 0 "c"
S: A4 OK d
! DONE 5 0 "d"
