# The same, strictly.
protocol: imap
flags: strict
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * [COPYUID 1 2 3]
! FAILED PROTOCOL
