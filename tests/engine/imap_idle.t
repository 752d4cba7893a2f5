# IDLE: what happens is told at once; the caller ends it.
protocol: imap
S: * OK [CAPABILITY IMAP4rev1 IDLE] hello
! READY 1
> idle_done = USAGE
> idle
C: A1 IDLE
S: + idling
S: * 3 EXISTS
! MAILBOX 0 EXISTS num=3
S: * 2 EXPUNGE
! MAILBOX 0 EXPUNGE num=2
S: * OK Still here
! MAILBOX 0 TEXT
S: * 2 FETCH (FLAGS (\\Seen))
! MSG 0 num=2
! ATTR 0 FLAGS
! MSG_END 0
> timeout 1380000
> idle_done
C: DONE
S: A1 OK idle over
! DONE 2
> idle_done = USAGE
> noop
C: A2 NOOP
S: A2 OK n
! DONE 3
