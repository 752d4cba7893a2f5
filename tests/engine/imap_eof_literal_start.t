# The stream ends.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
s: * 1 FETCH (UID 1 BODY[] {5}\r\n
! MSG 2
! BODY 2
> eof
! ABORTED 2
! FAILED TRUNCATED
