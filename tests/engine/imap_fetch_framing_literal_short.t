# A body longer than the server said: a framing error. Rambler.
protocol: imap
in_bytes: =64
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 1 FETCH (UID 1 BODY[] {4}
! MSG 2
! BODY 2
S: hello FLAGS (\\Seen))
! DATA 2 "hell"
! ABORTED 2
! FAILED PROTOCOL
