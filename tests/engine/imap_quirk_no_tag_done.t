# A line without tag or star behind the reply: Exchange 2003.
protocol: imap
S: * OK hello
C: A1 CAPABILITY
S: * CAPABILITY IMAP4rev1
S: A1 OK
! READY 1
S: CAPABILITY completed.
S: * 1 EXISTS
! MAILBOX EXISTS
> quirk NO_TAG 1
