# The stream ends.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 1 FETCH (UID 1)
! MSG 2
! MSG_END 2
> eof
! ABORTED 2
! FAILED TRUNCATED
