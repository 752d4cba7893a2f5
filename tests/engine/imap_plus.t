# A continuation nobody waits for: a quirk of Exchange.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
C: A1 NOOP
S: + what
S: +
S: A1 OK
! DONE 2
S: + idle
S: * 3 EXISTS
! MAILBOX
