# The same, strictly.
protocol: imap
flags: strict
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 6 FETCH (UID 1 RFC822.SIZE 9.3736e+06)
! MSG 2
! ABORTED 2
! FAILED PROTOCOL
