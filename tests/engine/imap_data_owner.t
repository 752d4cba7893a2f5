# Data belong to the command that asked for such, and to nobody if none did.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1 items=flags
> fetch 2 items=flags
C: A1 UID FETCH 1 (FLAGS)
C: A2 UID FETCH 2 (FLAGS)
S: * SEARCH 5
! ITEM 0 SEARCH
S: * LIST () "/" a
! ITEM 0 LIST
S: * VANISHED (EARLIER) 5
! MAILBOX 2 EARLIER item=45 flags=EARLIER
S: * VANISHED 6
! MAILBOX 0 VANISHED flags=NONE
S: * 1 FETCH (UID 1)
! MSG 2
! MSG_END 2
S: * OK [INPROGRESS ("A2" 4 10)] working
! MAILBOX 3 INPROGRESS "(\"A2\" 4 10)"
! MAILBOX 0 TEXT "working"
S: A1 OK
! DONE 2
S: * 1 FETCH (UID 1)
! MSG 3
! MSG_END 3
S: A2 OK
! DONE 3
S: * 1 FETCH (UID 1)
! MSG 0
! MSG_END 0
