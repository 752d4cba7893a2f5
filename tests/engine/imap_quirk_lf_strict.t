# The same, strictly.
protocol: imap
flags: strict
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
s: * 3 EXISTS\n
! MAILBOX
! FAILED PROTOCOL
