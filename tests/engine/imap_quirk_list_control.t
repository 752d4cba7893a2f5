# Control bytes in a name without quotes: Exchange.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * LIST () "/" a\tb c\x01
! ITEM LIST "() \"/\" a\tb c\x01"
S: * 1 EXISTS
! MAILBOX EXISTS
