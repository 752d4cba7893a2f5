# A mailbox cannot change behind what comes after it.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> select X
> fetch 2 items=flags
C: A1 SELECT "X"
C: A2 UID FETCH 2 (FLAGS)
S: A2 OK b
! ABORTED 2
! ABORTED 3
! FAILED PROTOCOL
