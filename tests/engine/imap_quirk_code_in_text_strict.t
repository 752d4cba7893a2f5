# The same, strictly.
protocol: imap
flags: strict
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
C: A1 NOOP
S: A1 OK Success [THROTTLED]
! DONE 2 "Success [THROTTLED]"
