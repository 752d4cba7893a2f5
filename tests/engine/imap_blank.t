# Empty lines: a quirk of Exchange.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
C: A1 NOOP
S:
S:
S: A1 OK
! DONE 2
S:
S: * 3 EXISTS
! MAILBOX
> quirk EMPTY_LINE 3
