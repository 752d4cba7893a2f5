# A code with nothing behind it: Gmail.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
S: * OK [HIGHESTMODSEQ 4417]
! MAILBOX HIGHESTMODSEQ num=4417
> noop
C: A1 NOOP
S: A1 OK
! DONE 2 ""
S: * NO
! MAILBOX TEXT ""
S: * OK [UIDNEXT 5] 
! MAILBOX UIDNEXT
> quirk NO_TEXT 3
> quirk SPACE 0
