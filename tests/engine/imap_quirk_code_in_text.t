# A code in the text: Gmail.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> noop
C: A1 NOOP
S: A1 OK Success [THROTTLED]
! MAILBOX 2 THROTTLED item=39
! DONE 2 "Success [THROTTLED]"
S: * NO [OVERQUOTA] x [THROTTLED]
! MAILBOX 0 OVERQUOTA
! MAILBOX 0 THROTTLED
! MAILBOX 0 TEXT "x [THROTTLED]"
S: * OK [throttled
! MAILBOX TEXT
S: * OK a [throttled
! MAILBOX TEXT
S: * OK a [other]
! MAILBOX TEXT
> quirk CODE_IN_TEXT 2
