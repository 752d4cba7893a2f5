# The same, strictly.
protocol: imap
flags: strict
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * OK [HIGHESTMODSEQ 4417]
! MAILBOX HIGHESTMODSEQ num=4417
! FAILED PROTOCOL
