# More damage.
protocol: imap
in_bytes: 64
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 1 FETCH ("x" FLAGS (a) UID (5) BODY[1] (a {5}
! MSG 2 num=1 uid=0
! ATTR 2 "" item=0 flags=NONE "\"x\""
! ATTR 2 FLAGS
! ATTR 2 UID flags=DAMAGED "(5)"
S: x y)  ) BODY[2] 5 ENVELOPE (a)b UID 6)
! ATTR 2 BODY[1] flags=DAMAGED "(a {5}\r\nx y)  )"
! ATTR 2 BODY[2] flags=DAMAGED "5"
! ATTR 2 ENVELOPE flags=DAMAGED "(a)b"
! MSG_END 2 uid=6
S: A1 OK done
! DONE 2 0 "done"
