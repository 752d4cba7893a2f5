# A wrong length of a literal does not give one message the data of another.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 1 FETCH (UID 1 BODY[] {12}
! MSG 2 uid=1
! BODY 2 num=12
s: * 2 FETCH (U
! DATA 2 "* 2 FETCH (U"
S:  UID 2 FLAGS (x))
! ABORTED 2
! FAILED PROTOCOL
