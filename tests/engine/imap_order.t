# A server may answer in another order.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1 items=flags
> fetch 2 items=flags
> noop
> noop
C: A1 UID FETCH 1 (FLAGS)
C: A2 UID FETCH 2 (FLAGS)
C: A3 NOOP
C: A4 NOOP
S: A2 OK b
! DONE 3 0 "b"
S: A4 OK d
! DONE 5 0 "d"
S: * 1 FETCH (UID 1 FLAGS ())
! MSG 2 num=1 uid=1
! ATTR 2 FLAGS "()"
! MSG_END 2
S: A1 NO [UNAVAILABLE] a
! REFUSED 2 "a" word=UNAVAILABLE retry=1
> noop
C: A5 NOOP
S: A3 OK c
! DONE 4 0 "c"
S: A5 OK e
! DONE 6 0 "e"
