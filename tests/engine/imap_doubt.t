# Good answers that cannot be true: nothing is fetched or found though there are messages.
protocol: imap
in_bytes: 64
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> fetch 1:* items=flags
C: A1 UID FETCH 1:* (FLAGS)
S: A1 OK done
! DONE 2 flags=DOUBTFUL
S: * 2 EXISTS
! MAILBOX
> fetch 1:* items=flags
> search ALL
> search "SEEN"
C: A2 UID FETCH 1:* (FLAGS)
C: A3 UID SEARCH ALL
C: A4 UID SEARCH SEEN
S: A2 OK done
! DONE 3 flags=DOUBTFUL
S: * SEARCH
S: A3 OK done
! DONE 4 flags=DOUBTFUL
S: * SEARCH
S: A4 OK done
! DONE 5 flags=NONE
> fetch 1:* items=flags
> search ALL
C: A5 UID FETCH 1:* (FLAGS)
C: A6 UID SEARCH ALL
S: * 1 FETCH (UID 1)
! MSG 6
! MSG_END 6
S: A5 OK done
! DONE 6 flags=NONE
S: * SEARCH 1 2
! ITEM 7 SEARCH uid=1
! ITEM 7 SEARCH uid=2
S: A6 OK done
! DONE 7 flags=NONE
> fetch 1:* items=flags
C: A7 UID FETCH 1:* (FLAGS)
S: A7 NO not now
! REFUSED 8 flags=NONE
S: * 0 EXISTS
! MAILBOX
> fetch 1:* items=flags
> search ALL
C: A8 UID FETCH 1:* (FLAGS)
C: A9 UID SEARCH ALL
S: A8 OK done
! DONE 9 flags=NONE
S: A9 OK done
! DONE 10 flags=NONE
