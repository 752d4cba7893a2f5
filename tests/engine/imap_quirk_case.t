# Lower case everywhere.
protocol: imap
S: * ok [capability imap4rev1] hello
! READY 1
> noop
C: A1 NOOP
S: * list () "/" a
! ITEM LIST
S: * 1 fetch (uid 5 flags ())
! MSG 0 uid=5
! ATTR 0 FLAGS
! MSG_END 0
S: * ok [uidnext 5] x
! MAILBOX UIDNEXT num=5
S: * esearch (tag "A1") uid all 5
! ITEM 2 ALL uid=5
S: A1 ok x
! DONE 2
