# Parentheses too many: Domino.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 1 FETCH ((UID 1 FLAGS ()))
! MSG 2 uid=1
! ATTR 2 FLAGS "()" flags=NONE
! MSG_END 2 uid=1
S: * 1 FETCH (UID 1 (FLAGS ()))
! MSG 2
! ATTR 2 FLAGS
! MSG_END 2
> quirk PARENS 2
