# Extra parentheses spoil one item.
protocol: imap
in_bytes: =64
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 1 FETCH ((UID 1 FLAGS ()))
! MSG 2
! ATTR 2 "" "(UID 1 FLAGS ())"
! MSG_END 2
S: A1 OK done
! DONE 2 0 "done"
