# The same, strictly.
protocol: imap
flags: strict
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
C: A1 NOOP
S: Server Unavailable. 15
! ABORTED 2
! FAILED PROTOCOL
