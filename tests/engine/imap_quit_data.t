# LOGOUT: data in between.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> quit
C: A1 LOGOUT
S: * 3 EXISTS
! MAILBOX
S: * BYE bye
S: * OK more
! MAILBOX 0 TEXT
S: A1 OK
! DONE 2
! CLOSED
