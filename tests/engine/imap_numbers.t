# RFC 9051 5.5: message numbers wait while something in flight may expunge.
protocol: imap
out_bytes: 256
S: * OK [CAPABILITY IMAP4rev1 SORT] hello
! READY 1
> select A
> fetch 1 items=flags numbers
> store 2 "\\Seen" numbers
> search ALL numbers
> noop
> fetch 3 items=flags numbers
> fetch 4 items=flags numbers
> noop
C: A1 SELECT "A"
C: A2 FETCH 1 (UID FLAGS)
C: A3 STORE 2 FLAGS (\\Seen)
C: A4 SEARCH ALL
C: A5 NOOP
S: A1 OK [READ-WRITE] in
! MAILBOX 2 READ-WRITE
! DONE 2
S: A2 OK f
! DONE 3
S: A3 OK s
! DONE 4
S: A4 OK s
! DONE 5
S: * 1 EXPUNGE
! MAILBOX 0 EXPUNGE
S: A5 OK n
! DONE 6
C: A6 FETCH 3 (UID FLAGS)
C: A7 FETCH 4 (UID FLAGS)
C: A8 NOOP
S: A6 OK n
! DONE 7
S: A7 OK n
! DONE 8
S: A8 OK n
! DONE 9
> search ALL numbers sort=DATE
> search ALL numbers
C: A9 SORT (DATE) UTF-8 ALL
S: A9 OK n
! DONE 10
C: A10 SEARCH ALL
S: A10 OK n
! DONE 11
