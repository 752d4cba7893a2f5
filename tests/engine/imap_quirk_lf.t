# Lines that end in LF alone.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
s: * 3 EXISTS\n
! MAILBOX
s: * OK x\n
! MAILBOX
s: * SEARCH 1\n
! ITEM
> quirk LF 3
