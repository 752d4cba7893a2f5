# A mailbox cannot change before what came before it is done.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1 items=flags
> select X
> fetch 2 items=flags
C: A1 UID FETCH 1 (FLAGS)
C: A2 SELECT "X"
C: A3 UID FETCH 2 (FLAGS)
S: A2 OK b
! ABORTED 2
! ABORTED 3
! ABORTED 4
! FAILED PROTOCOL
