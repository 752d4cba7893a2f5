# Five commands in one flight. What comes before the mailbox is open belongs to no fetch,
# but to what opens it.
protocol: imap
in_bytes: 128
S: * OK [CAPABILITY IMAP4rev1] hello
! READY 1
> select INBOX
> fetch 1 items=flags
> fetch 2 items=body
> noop
> quit
C: A1 SELECT "INBOX"
C: A2 UID FETCH 1 (FLAGS)
C: A3 UID FETCH 2 (BODY.PEEK[])
C: A4 NOOP
C: A5 LOGOUT
S: * 9 FETCH (UID 99 FLAGS ())
! MSG 2 num=9 uid=99
! ATTR 2 FLAGS "()" uid=99
! MSG_END 2 num=9
S: * 2 EXISTS
! MAILBOX 0 EXISTS num=2
S: A1 OK [READ-WRITE] in
! MAILBOX 2 READ-WRITE
! DONE 2 0 "in"
S: * 1 FETCH (FLAGS (\\Seen) UID 1)
! MSG 3 num=1 uid=0
! ATTR 3 FLAGS uid=0
! MSG_END 3 num=1 uid=1
S: A2 OK one
! DONE 3 0 "one"
S: * 2 FETCH (UID 2 BODY[] {5}
! MSG 4 num=2 uid=2
! BODY 4 BODY[] num=5
S: ab
s: )
! DATA 4 "ab\r\n)"
S: )
! MSG_END 4
S: A3 OK two
! DONE 4 0 "two"
S: A4 OK noop
! DONE 5
S: * BYE bye
S: A5 OK out
! DONE 6 0 "out"
! CLOSED
