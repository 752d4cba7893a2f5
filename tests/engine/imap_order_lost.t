# Ids that ended before their turn do not end again when the session fails.
protocol: imap
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
S: A2 OK b
! DONE 3 0 "b"
S: A4 OK d
! DONE 5 0 "d"
> eof
! ABORTED 2
! ABORTED 4
! FAILED CONN_LOST
