# A number above EXISTS: Exchange.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:9 items=flags
C: A1 UID FETCH 1:9 (FLAGS)
S: * 3 EXISTS
! MAILBOX EXISTS
S: * 3 FETCH (UID 5)
! MSG 2 num=3 flags=NONE
! MSG_END 2
S: * 4 FETCH (UID 6)
! MSG 2 num=4 uid=6 flags=DOUBTFUL
! MSG_END 2 flags=NONE
S: * 4 EXPUNGE
S: * 3 EXPUNGE
! MAILBOX EXPUNGE num=3
S: * 3 FETCH (UID 7)
! MSG 2 num=3 flags=DOUBTFUL
! MSG_END 2
S: * VANISHED 5
! MAILBOX VANISHED
S: * 4 FETCH (UID 6)
! MSG 2 num=4 flags=NONE
! MSG_END 2
> quirk NUMBER 3
