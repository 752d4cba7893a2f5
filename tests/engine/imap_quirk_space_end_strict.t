# The same, strictly.
protocol: imap
flags: strict
S: * OK [CAPABILITY IMAP4rev1] hello
! CAP
! READY 1
S: * STATUS INBOX (MESSAGES 0) 
! ITEM STATUS "INBOX (MESSAGES 0)"
! FAILED PROTOCOL
