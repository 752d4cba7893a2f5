# NUL bytes before a response.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
s: \0\0\0* 3 EXISTS\r\n
! MAILBOX EXISTS num=3
S: \0* 4 EXISTS
! MAILBOX EXISTS num=4
> quirk NUL 4
