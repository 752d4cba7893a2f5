# The same, strictly.
protocol: imap
flags: strict
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 5 FETCH (UID 19436 )
! MSG 2 uid=19436
! ABORTED 2
! FAILED PROTOCOL
