# The same, strictly.
protocol: imap
flags: strict
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 6 FETCH ()
! ABORTED 2
! FAILED PROTOCOL
