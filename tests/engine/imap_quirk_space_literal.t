# Spaces behind a literal: Domino.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 5 FETCH (UID 1 BODY[1] {3}
! MSG 2
! BODY 2
S: abc   FLAGS (a) BODY[2] {2}
! DATA 2 "abc"
! ATTR 2 FLAGS
! BODY 2
S: de  )
! DATA 2 "de"
! MSG_END 2
> quirk SPACE 2
