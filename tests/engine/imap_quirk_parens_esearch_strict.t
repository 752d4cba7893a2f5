# The same, strictly.
protocol: imap
flags: strict
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
C: A1 NOOP
S: * ESEARCH (TAG "A1") (ALL 1:3 COUNT 3)
! ABORTED 2
! FAILED PROTOCOL
