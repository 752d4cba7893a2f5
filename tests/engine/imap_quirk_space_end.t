# Spaces at the end of a line: Exchange, QQ.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! CAP
! READY 1
S: * STATUS INBOX (MESSAGES 0) 
! ITEM STATUS "INBOX (MESSAGES 0)"
S: * CAPABILITY IMAP4rev1 
! CAP "IMAP4rev1"
S: * SEARCH 
S: * 3 EXISTS 
! MAILBOX EXISTS num=3
> quirk SPACE 3
