# While one mailbox is open and another is being opened, data may be about either: it is nobody's,
# until the server says that the old one is closed (RFC 7162 3.2.11), or until the answer.
protocol: imap
in_bytes: 128
S: * OK [CAPABILITY IMAP4rev1 QRESYNC] hello
! READY 1
> select a
C: A1 SELECT "a"
S: A1 OK in
! DONE 2
> select b
> fetch 1 items=flags
C: A2 SELECT "b"
C: A3 UID FETCH 1 (FLAGS)
S: * 1 FETCH (UID 8 FLAGS (a))
! MSG 0 num=1 uid=8
! ATTR 0 FLAGS uid=8
! MSG_END 0
S: * OK [CLOSED] the old one
! MAILBOX 0
S: * 1 FETCH (UID 1 FLAGS (b))
! MSG 3 num=1 uid=1
! ATTR 3 FLAGS uid=1
! MSG_END 3
S: A2 NO gone
! REFUSED 3
S: A3 BAD no mailbox
! REFUSED 4
> select c
C: A4 SELECT "c"
S: * 1 FETCH (UID 1 FLAGS (b))
! MSG 5 num=1 uid=1
! ATTR 5 FLAGS uid=1
! MSG_END 5
S: A4 OK in
! DONE 5
