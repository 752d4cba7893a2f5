# The same, strictly.
protocol: imap
flags: strict
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 5 FETCH (UID 1 BODY[1] {3}
! MSG 2
! BODY 2
S: abc   FLAGS (a))
! DATA 2 "abc"
! ABORTED 2
! FAILED PROTOCOL
