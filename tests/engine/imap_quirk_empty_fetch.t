# No items: QIP.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 6 FETCH ()
! MSG 2 num=6 uid=0
! MSG_END 2 num=6
> quirk EMPTY_FETCH 1
