# The same, strictly.
protocol: imap
flags: strict
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
s: \0\0\0* 3 EXISTS\r\n
! FAILED PROTOCOL
