# A body that is none, longer than the buffer, with a literal in it.
protocol: imap
in_bytes: =64
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 1 FETCH (UID 1 BODY[] xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx{5}
! MSG 2
! ATTR 2 item=7 flags=CUT|DAMAGED
S: a)\r\n( FLAGS (b))
! ATTR 2 FLAGS "(b)"
! MSG_END 2
S: A1 OK done
! DONE 2 0 "done"
