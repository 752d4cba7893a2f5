# Several EXISTS in a row: the last one holds. Zimbra.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * 3 EXISTS
! MAILBOX EXISTS num=3
S: * 5 EXISTS
! MAILBOX EXISTS num=5
S: * 4 EXISTS
! MAILBOX EXISTS num=4
