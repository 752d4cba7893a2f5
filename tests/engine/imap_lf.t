# Lines that end in LF.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1 items=flags
C: A1 UID FETCH 1 (FLAGS)
s: * 1 FETCH (UID 1 ENVELOPE ({2}\nab) BODY[] {3}\n
! MSG 2 uid=1
! ATTR 2 ENVELOPE "({2}\nab)"
! BODY 2 num=3
s: a\nb)\nA1 OK\n
! DATA 2 "a\nb"
! MSG_END 2
! DONE 2
