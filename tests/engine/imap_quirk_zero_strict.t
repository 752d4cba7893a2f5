# The same, strictly.
protocol: imap
flags: strict
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * OK [UIDVALIDITY 0] x
! FAILED PROTOCOL
